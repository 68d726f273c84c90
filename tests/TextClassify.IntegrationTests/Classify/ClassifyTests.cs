using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

public sealed class ClassifyTests(Service service) : IClassFixture<Service>
{
    // "a fine film": logits 0.25 + 0 - 1 + 0.25 = -0.5 and -0.25 + 0.125 + 1.5 + 0.25 = 1.625; temperature 2.
    private static readonly double Positive = 1 / (1 + Math.Exp(-(1.625 + 0.5) / PolarityModel.Temperature));

    [Fact]
    public async Task Classify_OneText_GivesTheModelsNumbers()
    {
        var answer = await service.PostAsync("/classify", """{"inputs":"a fine film"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/json", answer.MediaType);
        var result = Assert.Single(answer.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("positive", result.GetProperty("label").GetString());
        Assert.Equal(Positive, result.GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal(
            ["positive", "negative"],
            result.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("label").GetString()));
        Assert.Equal(1 - Positive, result.GetProperty("scores")[1].GetProperty("score").GetDouble(), 1e-6);
        Assert.Equal(3, result.GetProperty("tokenCount").GetInt32());
        Assert.False(result.GetProperty("truncated").GetBoolean());
        Assert.False(result.TryGetProperty("evidence", out _));
        Assert.False(result.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Classify_AnyAnswer_NamesModelAndTiming()
    {
        var json = (await service.PostAsync("/classify", """{"inputs":["film"]}""")).Json;

        Assert.Equal($$"""{"name":"polarity","version":"2","sha256":"{{new string('b', 64)}}"}""", json.GetProperty("model").GetRawText());
        Assert.Equal("""{"queueMs":0.25,"computeMs":1.5}""", json.GetProperty("timing").GetRawText());
    }

    [Fact]
    public async Task Classify_Evidence_SumsWithBiasToTheLogit()
    {
        var json = (await service.PostAsync("/classify", """{"inputs":"A fine  movie","evidence":true}""")).Json;

        var evidence = json.GetProperty("results")[0].GetProperty("evidence");
        Assert.Equal("positive", evidence.GetProperty("target").GetString());
        Assert.Equal(-0.25, evidence.GetProperty("bias").GetDouble());
        Assert.Equal(
            """[{"index":0,"text":"A","start":0,"end":1,"score":0.125,"outOfVocabulary":false},{"index":1,"text":"fine","start":2,"end":6,"score":1.5,"outOfVocabulary":false},{"index":2,"text":"movie","start":8,"end":13,"score":-0.5,"outOfVocabulary":true}]""",
            evidence.GetProperty("tokens").GetRawText());
        double sum = evidence.GetProperty("tokens").EnumerateArray().Sum(token => token.GetProperty("score").GetDouble());
        Assert.Equal(evidence.GetProperty("logit").GetDouble(), evidence.GetProperty("bias").GetDouble() + sum, 1e-6);
    }

    [Theory]
    [InlineData("polarity", "2")]
    [InlineData("polarity/1", "1")]
    [InlineData("polarity/2", "2")]
    public async Task Classify_ModelByNameOrVersion_Answers(string given, string version)
    {
        var answer = await service.PostAsync("/classify", $$"""{"model":"{{given}}","inputs":"film"}""");

        Assert.Equal(version, answer.Json.GetProperty("model").GetProperty("version").GetString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(99, 2)]
    public async Task Classify_Top_CutsTheList(int top, int count)
    {
        var answer = await service.PostAsync("/classify", $$"""{"inputs":"dull","top":{{top}}}""");

        var scores = answer.Json.GetProperty("results")[0].GetProperty("scores");
        Assert.Equal(count, scores.GetArrayLength());
        Assert.Equal("negative", scores[0].GetProperty("label").GetString());
    }

    [Fact]
    public async Task Classify_ListWithFailures_AnswersTheOthersInOrder()
    {
        var answer = await service.PostAsync(
            "/classify",
            $$$"""
            {"inputs":[{"id":"x","text":"fine"},{"id":"y","text":" "},"dull",{"id":"z","text":"{{{new string('a', 201)}}}"},
              {"text":"film","aspect":{"start":0,"end":4}},"\ud800 film",{"id":"ü","text":"fine"}]}
            """);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        JsonElement[] results = [.. answer.Json.GetProperty("results").EnumerateArray()];
        Assert.Equal(
            ["positive", "empty-text", "negative", "text-too-long", "aspect-not-supported", "invalid-utf8", "positive"],
            results.Select(LabelOrError));
        Assert.Equal(
            ["x", "y", null, "z", null, null, "ü"],
            results.Select(result => result.TryGetProperty("id", out var id) ? id.GetString() : null));
        Assert.Equal(["id", "error"], results[1].EnumerateObject().Select(property => property.Name));
        Assert.Equal(["type", "title", "detail"], results[1].GetProperty("error").EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            $"inputs[3].text: The text has 201 UTF-16 code units; the limit is {Service.MaxTextLength}.",
            results[3].GetProperty("error").GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Classify_LongerThanTheModelReads_SaysTruncated()
    {
        string text = string.Join(' ', Enumerable.Repeat("fine", PolarityModel.MaxTokens + 3));

        var result = (await service.PostAsync("/classify", $$"""{"inputs":"{{text}}","evidence":true}""")).Json.GetProperty("results")[0];

        Assert.True(result.GetProperty("truncated").GetBoolean());
        Assert.Equal(PolarityModel.MaxTokens + 3, result.GetProperty("tokenCount").GetInt32());
        Assert.Equal(PolarityModel.MaxTokens, result.GetProperty("evidence").GetProperty("tokens").GetArrayLength());
    }

    [Fact]
    public async Task Classify_ByteOrderMarkAndEscapes_AreRead()
    {
        var answer = await service.PostAsync(
            "/classify",
            "\uFEFF{\"inputs\":\"\\u0066ine\",\"evidence\":true,\"top\":null,\"model\":null}",
            "application/json; charset=UTF-8");

        Assert.Equal(
            "fine", answer.Json.GetProperty("results")[0].GetProperty("evidence").GetProperty("tokens")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Classify_OffsetsBeyondTheBasicPlane_AreUtf16()
    {
        const string text = "😀 fine 𝔣ilm שלום";

        var answer = await service.PostAsync("/classify", JsonSerializer.Serialize(new { inputs = text, evidence = true }));

        var tokens = answer.Json.GetProperty("results")[0].GetProperty("evidence").GetProperty("tokens");
        Assert.All(tokens.EnumerateArray(), token => Assert.Equal(
            text[token.GetProperty("start").GetInt32()..token.GetProperty("end").GetInt32()], token.GetProperty("text").GetString()));
        Assert.Equal(
            3, tokens.EnumerateArray().Single(token => token.GetProperty("text").GetString() == "fine").GetProperty("start").GetInt32());
    }

    private static string? LabelOrError(JsonElement result) => result.TryGetProperty("error", out var error)
        ? error.GetProperty("type").GetString()!["urn:textclassify:".Length..]
        : result.GetProperty("label").GetString();
}
