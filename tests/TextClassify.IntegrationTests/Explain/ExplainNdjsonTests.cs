using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

public sealed class ExplainNdjsonTests(Service service) : IClassFixture<Service>
{
    private const string Ndjson = "application/x-ndjson";

    [Fact]
    public async Task Explain_Lines_AreTheResultsOfTheListInOrder()
    {
        string[] texts = [.. Enumerable.Range(0, 7).Select(i => i % 3 == 1 ? "" : string.Join(' ', Enumerable.Repeat("not fine", i + 1)))];
        var list = (await service.PostAsync("/explain", JsonSerializer.Serialize(new
        {
            inputs = texts,
            method = "occlusion",
            contrast = new { target = "negative", foil = "positive" },
            parameters = new { window = 2 },
        }))).Json;

        var lines = (await service.PostAsync(
            "/explain?method=occlusion&window=2&target=negative&foil=positive",
            string.Join('\n', texts.Select(text => JsonSerializer.Serialize(new { text }))),
            Ndjson)).Lines;

        Assert.Equal(list.GetProperty("method").GetRawText(), lines[0].GetProperty("method").GetRawText());
        for (int i = 0; i < texts.Length; i++)
        {
            var (alone, line) = (list.GetProperty("results")[i], lines[i + 1]);
            Assert.Equal(i, line.GetProperty("index").GetInt32());
            if (alone.TryGetProperty("error", out _))
            {
                Assert.Equal(
                    (i + 1, "urn:textclassify:empty-text"),
                    (line.GetProperty("line").GetInt32(), line.GetProperty("error").GetProperty("type").GetString()));
            }
            else
            {
                Assert.Equal(alone.GetProperty("tokens").GetRawText(), line.GetProperty("tokens").GetRawText());
                Assert.Equal(alone.GetProperty("certificate").GetRawText(), line.GetProperty("certificate").GetRawText());
            }
        }

        Assert.Equal(
            (7, 2),
            (lines[^1].GetProperty("summary").GetProperty("results")
                .GetInt32(), lines[^1].GetProperty("summary").GetProperty("failed").GetInt32()));
        Assert.True(lines[^1].GetProperty("summary").GetProperty("computeMs").GetDouble() > 0);
    }

    [Fact]
    public async Task Explain_JsonBodyAcceptingLines_AnsweredInLines()
    {
        var answer = await service.PostAsync(
            "/explain", """{"inputs":["fine","dull"],"methods":["evidence","occlusion"]}""", accept: Ndjson);

        Assert.Equal(Ndjson, answer.MediaType);
        Assert.Equal(4, answer.Lines.Length);
        Assert.Equal(2, answer.Lines[2].GetProperty("explanations").GetArrayLength());
    }

    [Fact]
    public async Task Explain_LinesBySeveralMethods_AreTheResultsOfTheList()
    {
        var list = (await service.PostAsync("/explain", """
            {"inputs":["fine film","not dull"],"methods":["evidence",{"name":"occlusion","parameters":{"window":2}}],"metrics":["comprehensiveness"],"removal":"pad"}
            """)).Json.GetProperty("results");

        var lines = (await service.PostAsync(
            "/explain?methods=evidence,occlusion&occlusion.window=2&metrics=comprehensiveness&removal=pad",
            "\"fine film\"\n\"not dull\"",
            Ndjson)).Lines;

        for (int i = 0; i < 2; i++)
        {
            for (int method = 0; method < 2; method++)
            {
                var (alone, line) = (list[i].GetProperty("explanations")[method], lines[i + 1].GetProperty("explanations")[method]);
                Assert.Equal(alone.GetProperty("method").GetRawText(), line.GetProperty("method").GetRawText());
                Assert.Equal(alone.GetProperty("tokens").GetRawText(), line.GetProperty("tokens").GetRawText());
                Assert.Equal(alone.GetProperty("metrics").GetRawText(), line.GetProperty("metrics").GetRawText());
            }

            Assert.Equal(list[i].GetProperty("agreement").GetRawText(), lines[i + 1].GetProperty("agreement").GetRawText());
        }
    }

    [Theory]
    [InlineData("?methods=evidence&method=occlusion", 400, "wrong-type", "?methods")]
    [InlineData("?methods=evidence,", 400, "wrong-type", "?methods")]
    [InlineData("?methods=evidence,occlusion&window=2", 400, "unknown-parameter", "?window")]
    [InlineData("?methods=evidence,tea", 400, "unknown-method", "methods[1]")]
    [InlineData("?methods=occlusion&occlusion.window=x", 400, "out-of-range", "methods[0].parameters.window")]
    [InlineData("?metrics=tea", 400, "unknown-metric", "metrics[0]")]
    [InlineData("?removal=pad", 400, "wrong-type", "?removal")]
    [InlineData("?foil=positive", 400, "missing-property", "?foil")]
    [InlineData("?deadlineMs=0", 400, "out-of-range", "?deadlineMs")]
    [InlineData("?method=occlusion&window=x", 400, "out-of-range", "parameters.window")]
    [InlineData("?tea=1", 400, "unknown-parameter", "parameters.tea")]
    [InlineData("?method=integrated_gradients", 422, "method-not-supported", "method")]
    [InlineData("?target=neutral", 400, "unknown-label", "target")]
    [InlineData("?targets=all&target=positive", 400, "wrong-type", "?targets")]
    [InlineData("?method=a&method=b", 400, "duplicate-property", "?method")]
    public async Task Explain_BadQuery_IsRefusedBeforeAnyLine(string query, int status, string type, string where)
    {
        var problem = (await service.PostAsync("/explain" + query, "\"fine\"", Ndjson)).Problem();

        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }
}
