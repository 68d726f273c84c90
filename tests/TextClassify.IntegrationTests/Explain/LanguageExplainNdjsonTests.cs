using System.Text.Json;
using TextClassify.Infrastructure;
using static TextClassify.Language.LanguageCalls;

namespace TextClassify.Explain;

/// <summary>Texts and explanations of the small language model line by line.</summary>
public sealed class LanguageExplainNdjsonTests(LanguageService language) : IClassFixture<LanguageService>
{
    private const string Ndjson = "application/x-ndjson";

    private readonly Service _service = language.Service;

    [Fact]
    public async Task Explain_Lines_AreTheAnswersOfTheList()
    {
        const string Body = """{"model":"rhyme","inputs":["a cat","the dog"],"target":" "}""";
        var results = (await _service.PostAsync("/explain", Body)).Json.GetProperty("results");

        string[] lines = (await _service.PostAsync(
            "/explain", Body, accept: "application/x-ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        for (int i = 0; i < 2; i++)
        {
            var line = JsonDocument.Parse(lines[i + 1]).RootElement;
            Assert.All(Scores(results[i]).Zip(Scores(line)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }

    /// <summary>A body of lines, its failures in their place, is the list of the same texts.</summary>
    [Fact]
    public async Task Explain_BodyOfLines_IsTheAnswersOfTheList()
    {
        string[] texts = ["the cat sat", "", "a dog", new string('a', 201), "the mat"];
        var results = (await _service.PostAsync(
            "/explain", JsonSerializer.Serialize(new { model = "rhyme", inputs = texts, target = " ", context = 4 }))).Json
            .GetProperty("results");

        var lines = (await _service.PostAsync(
            "/explain?model=rhyme&target=%20&context=4",
            string.Join('\n', texts.Select(text => JsonSerializer.Serialize(new { text }))),
            Ndjson)).Lines;

        Assert.Equal("rhyme", lines[0].GetProperty("model").GetProperty("name").GetString());
        Assert.Equal("leave_one_out", lines[0].GetProperty("method").GetProperty("name").GetString());
        for (int i = 0; i < texts.Length; i++)
        {
            var line = lines[i + 1];
            Assert.Equal(i, line.GetProperty("index").GetInt32());
            if (results[i].TryGetProperty("error", out var error))
            {
                Assert.Equal(
                    (TextOf(error, "type"), i + 1), (TextOf(line.GetProperty("error"), "type"), line.GetProperty("line").GetInt32()));
                Assert.StartsWith($"line {i + 1}, text: ", TextOf(line.GetProperty("error"), "detail"), StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(results[i].GetProperty("tokenCount").GetInt32(), line.GetProperty("tokenCount").GetInt32());
                Assert.Equal(
                    Tokens(results[i]).Select(token => TextOf(token, "text")), Tokens(line).Select(token => TextOf(token, "text")));
                Assert.All(Scores(results[i]).Zip(Scores(line)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            }
        }

        Assert.Equal(
            (5, 2),
            (lines[^1].GetProperty("summary").GetProperty("results")
                .GetInt32(), lines[^1].GetProperty("summary").GetProperty("failed").GetInt32()));
    }

    [Theory]
    [InlineData("?model=rhyme&position=3", 400, "out-of-range", "?position")]
    [InlineData("?model=rhyme&context=0", 400, "out-of-range", "?context")]
    [InlineData("?model=rhyme&context=513", 400, "out-of-range", "?context")]
    [InlineData("?model=rhyme&method=evidence", 422, "method-not-supported", "method")]
    [InlineData("?model=rhyme&spans=words", 422, "method-not-supported", "spans")]
    [InlineData("?model=rhyme&target=th", 400, "unknown-label", "target")]
    [InlineData("?model=tiny&context=4", 400, "wrong-task", "context")]
    [InlineData("?model=rhyme/9", 404, "unknown-model", "model")]
    public async Task Explain_BodyOfLinesWithABadQuery_IsRefusedBeforeAnyLine(string query, int status, string type, string where)
    {
        var problem = (await _service.PostAsync("/explain" + query, "\"the cat\"", Ndjson)).Problem();

        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }
}
