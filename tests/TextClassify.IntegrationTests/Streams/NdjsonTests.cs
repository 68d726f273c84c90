using System.Net;
using System.Text.Json;
using CsCheck;
using TextClassify.Forward;
using TextClassify.Infrastructure;

namespace TextClassify.Streams;

public sealed class NdjsonTests(Service service) : IClassFixture<Service>
{
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task Classify_Lines_AnsweredInOrderBetweenHeadAndSummary()
    {
        var answer = await service.PostAsync("/classify?top=1", "\"fine\"\n{\"id\":\"b\",\"text\":\"dull\"}\r\n\n\"a fine film\"", Ndjson);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(Ndjson, answer.MediaType);
        var lines = answer.Lines;
        Assert.Equal("polarity", lines[0].GetProperty("model").GetProperty("name").GetString());
        Assert.Equal([0, 1, 2], lines[1..^1].Select(line => line.GetProperty("index").GetInt32()));
        Assert.Equal(["positive", "negative", "positive"], lines[1..^1].Select(line => line.GetProperty("label").GetString()));
        Assert.Equal("b", lines[2].GetProperty("id").GetString());
        Assert.Equal(1, lines[1].GetProperty("scores").GetArrayLength());
        Assert.Equal((3, 0), Summary(lines));
    }

    [Fact]
    public async Task Classify_BadLines_GetTheirOwnErrorWithTheirLine()
    {
        string[] body =
        [
            "\"fine\"", "{\"text\":\"fine\"", "\"\"", "7", "", "{\"id\":\"e\",\"text\":\"x\",\"tag\":1}", $"\"{new string('x', 300)}\"",
            $"\"{new string('y', Service.MaxLineBytes)}\"", "\"dull\" 1", "\"dull\"",
        ];

        var answer = await service.PostAsync("/classify", string.Join('\n', body), Ndjson);

        var results = answer.Lines[1..^1];
        Assert.Equal(
            [
                "",
                "2 malformed-json",
                "3 empty-text",
                "4 wrong-type",
                "6 unknown-property",
                "7 text-too-long",
                "8 line-too-long",
                "9 malformed-json",
                "",
            ],
            results.Select(LineAndError));
        Assert.Equal(Enumerable.Range(0, 9), results.Select(line => line.GetProperty("index").GetInt32()));
        Assert.StartsWith("line 2: ", results[1].GetProperty("error").GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal("negative", results[^1].GetProperty("label").GetString());
        Assert.Equal((9, 7), Summary(answer.Lines));
    }

    [Fact]
    public async Task Classify_InvalidUtf8Line_FailsAlone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify")
        {
            Content = Service.Body([.. "\"fine\"\n\""u8, 0xC3, .. "\"\n\"dull\"\n"u8], Ndjson),
        };

        var lines = (await service.SendAsync(request)).Lines;

        Assert.Equal(["", "2 invalid-utf8", ""], lines[1..^1].Select(LineAndError));
    }

    [Fact]
    public async Task Classify_JsonBodyAcceptingLines_AnsweredInLines()
    {
        var answer = await service.PostAsync(
            "/classify",
            """{"inputs":["fine","",{"id":"c","text":"dull"},"fine","fine"],"evidence":true}""",
            accept: "application/json;q=0.5, application/x-ndjson");

        Assert.Equal(Ndjson, answer.MediaType);
        var lines = answer.Lines;
        Assert.Equal([0, 1, 2, 3, 4], lines[1..^1].Select(line => line.GetProperty("index").GetInt32()));
        Assert.Equal(
            "inputs[1]: The text must hold at least one word, number or sign.",
            lines[2].GetProperty("error").GetProperty("detail").GetString());
        Assert.Equal("c", lines[3].GetProperty("id").GetString());
        Assert.Equal(1, lines[1].GetProperty("evidence").GetProperty("tokens").GetArrayLength());
        Assert.Equal((5, 1), Summary(lines));
    }

    [Theory]
    [InlineData("?top=0", "out-of-range", "?top")]
    [InlineData("?deadlineMs=0", "out-of-range", "?deadlineMs")]
    [InlineData("?deadlineMs=soon", "out-of-range", "?deadlineMs")]
    [InlineData("?evidence=yes", "out-of-range", "?evidence")]
    [InlineData("?format=csv", "unknown-parameter", "?format")]
    [InlineData("?top=1&top=2", "duplicate-property", "?top")]
    public async Task Classify_BadQuery_Is400(string query, string type, string where)
    {
        var problem = (await service.PostAsync("/classify" + query, "\"fine\"", Ndjson)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Classify_UnknownModel_Is404BeforeAnyLine() =>
        Assert.Equal(404, (await service.PostAsync("/classify?model=oracle", "\"fine\"", Ndjson)).Problem().Status);

    [Fact]
    public async Task Classify_EmptyBody_HasHeadAndSummary()
    {
        var lines = (await service.PostAsync("/classify", "", Ndjson)).Lines;

        Assert.Equal(2, lines.Length);
        Assert.Equal((0, 0), Summary(lines));
    }

    [Fact]
    public async Task Classify_ModelFails_SummaryGivesWayToTheError()
    {
        var forward = PolarityModel.Forward();
        int runs = 0;
        forward.Before = _ => ++runs > 2 ? throw new InvalidOperationException("broken") : Task.CompletedTask;
        await using var failing = new Service(forward);

        var lines = (await failing.PostAsync("/classify", string.Join('\n', Enumerable.Repeat("\"fine\"", 30)), Ndjson)).Lines;

        Assert.Equal("urn:textclassify:internal-error", lines[^1].GetProperty("error").GetProperty("type").GetString());
        Assert.DoesNotContain(lines, line => line.TryGetProperty("summary", out _));
    }

    [Fact]
    public async Task Classify_QueueFullForAWhile_StreamWaitsItsTurn()
    {
        var forward = PolarityModel.Forward();
        int calls = 0;
        forward.Before = _ => ++calls is 1 or 2 or 4 ? throw new ForwardQueueFullException(1) : Task.CompletedTask;
        await using var busy = new Service(forward);

        var lines = (await busy.PostAsync("/classify", string.Join('\n', Enumerable.Repeat("\"fine\"", 9)), Ndjson)).Lines;

        Assert.Equal((9, 0), Summary(lines));
    }

    /// <summary>Alone, in a list and in lines: the same result, its own, in its place, for any mix.</summary>
    [Fact]
    public async Task Classify_AnyMix_SameAloneInAListAndInLines()
    {
        var texts = Gen.OneOf("fine", "a", "dull", "film", "not", "unseen", "\n", "…").Array[1, 6].Select(words => string.Join(' ', words));
        await texts.Array[1, Service.MaxInputs].SampleAsync(
            async inputs =>
            {
                string list = JsonSerializer.Serialize(new { inputs, evidence = true });
                string lines = string.Join('\n', inputs.Select((text, i) => JsonSerializer.Serialize(new { id = $"{i}", text })));

                var batch = (await service.PostAsync("/classify", list)).Json.GetProperty("results");
                var stream = (await service.PostAsync("/classify?evidence=true", lines, Ndjson)).Lines[1..^1];

                Assert.Equal(inputs.Length, batch.GetArrayLength());
                Assert.Equal(inputs.Length, stream.Length);
                for (int i = 0; i < inputs.Length; i++)
                {
                    var alone = await service.PostAsync("/classify", JsonSerializer.Serialize(new { inputs = inputs[i], evidence = true }));
                    string expected = alone.Status == HttpStatusCode.OK
                        ? alone.Json.GetProperty("results")[0].GetRawText()
                        : alone.Problem().Type;
                    Assert.Equal(expected, Comparable(batch[i]));
                    Assert.Equal(expected, Comparable(stream[i]));
                    Assert.Equal($"{i}", stream[i].GetProperty("id").GetString());
                }
            },
            iter: 40,
            threads: 1);
    }

    private static string Comparable(JsonElement result)
    {
        if (result.TryGetProperty("error", out var error))
        {
            return error.GetProperty("type").GetString()!["urn:textclassify:".Length..];
        }

        var own = result.EnumerateObject().Where(property => property.Name is not ("id" or "index" or "line"));
        return "{" + string.Join(',', own.Select(property => $"\"{property.Name}\":{property.Value.GetRawText()}")) + "}";
    }

    private static string LineAndError(JsonElement line) => line.TryGetProperty("error", out var error)
        ? $"{line.GetProperty("line").GetInt32()} {error.GetProperty("type").GetString()!["urn:textclassify:".Length..]}"
        : "";

    private static (long Results, long Failed) Summary(JsonElement[] lines)
    {
        var summary = lines[^1].GetProperty("summary");
        return (summary.GetProperty("results").GetInt64(), summary.GetProperty("failed").GetInt64());
    }
}
