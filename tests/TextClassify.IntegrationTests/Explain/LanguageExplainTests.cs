using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.Language;
using static TextClassify.Language.LanguageCalls;

namespace TextClassify.Explain;

/// <summary>Which characters before a place move what the small language model expects there.</summary>
public sealed class LanguageExplainTests(LanguageService language) : IClassFixture<LanguageService>
{
    private readonly Service _service = language.Service;

    [Fact]
    public async Task Explain_TextAlone_IsOfTheLikeliestCharacterBehindIt()
    {
        var answer = (await _service.PostAsync("/explain", """{"model":"rhyme","inputs":"the ca"}""")).Json;

        Assert.Equal("rhyme", answer.GetProperty("model").GetProperty("name").GetString());
        var method = answer.GetProperty("method");
        Assert.Equal("leave_one_out", method.GetProperty("name").GetString());
        Assert.Equal(
            ("delete", "log_probability"),
            (TextOf(method.GetProperty("parameters"), "baseline"), TextOf(method.GetProperty("parameters"), "output")));
        var result = answer.GetProperty("results")[0];
        Assert.Equal(["t", "h", "e", " ", "c", "a"], Tokens(result).Select(token => TextOf(token, "text")));
        Assert.Equal([0, 1, 2, 3, 4, 5], Tokens(result).Select(token => token.GetProperty("start").GetInt32()));
        Assert.Equal(TextOf(result.GetProperty("prediction"), "label"), TextOf(result.GetProperty("target"), "label"));
        Assert.Equal((6, false), (result.GetProperty("tokenCount").GetInt32(), result.GetProperty("truncated").GetBoolean()));
        Assert.Equal(7, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
        Assert.False(result.GetProperty("certificate").TryGetProperty("expected", out _));
    }

    /// <summary>A character's score is what <c>/score</c> says the next one's surprise grows by without it; 1 bit is ln 2.</summary>
    [Fact]
    public async Task Explain_LeaveOneOut_IsTheGrowthOfTheSurprise()
    {
        const string Before = "the cat sat";
        double[] scores = Scores(
            await _service.ResultAsync($$"""{"model":"rhyme","inputs":"{{Before}} on","target":" ","position":{{Before.Length}}}"""));

        double whole = await _service.LastSurpriseAsync(Before + " ");
        for (int i = 0; i < Before.Length; i++)
        {
            double without = await _service.LastSurpriseAsync(Before.Remove(i, 1) + " ");
            Assert.Equal((without - whole) * Math.Log(2), scores[i], 1e-3);
        }
    }

    /// <summary>A window only leaves scores out: those it gives are those of the whole text.</summary>
    [Fact]
    public async Task Explain_Context_GivesTheLastCharactersTheSameScores()
    {
        const string Text = "the cat sat on the mat. the dog";
        var whole = await _service.ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s"}""");
        var window = await _service.ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","context":5}""");

        Assert.Equal((Text.Length, true), (window.GetProperty("tokenCount").GetInt32(), window.GetProperty("truncated").GetBoolean()));
        Assert.Equal(Text.Length - 5, Tokens(window)[0].GetProperty("start").GetInt32());
        Assert.All(Scores(whole)[^5..].Zip(Scores(window)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.Equal(6, window.GetProperty("cost").GetProperty("modelCalls").GetInt32());
    }

    [Theory]
    [InlineData("shapley_sampling")]
    [InlineData("partition_shap")]
    public async Task Explain_MethodThatPromisesASum_KeepsIt(string method)
    {
        var result = await _service.ResultAsync($$"""{"model":"rhyme","inputs":"the cat s","target":"a","method":"{{method}}"}""");

        var certificate = result.GetProperty("certificate");
        Assert.True(certificate.GetProperty("converged").GetBoolean());
        Assert.Equal(certificate.GetProperty("expected").GetDouble(), Scores(result).Sum(), 1e-3);
    }

    [Fact]
    public async Task Explain_CharactersBeyondTheBasicPlane_KeepTheirPlaces()
    {
        var result = await _service.ResultAsync("""{"model":"rhyme","inputs":"a\ud83d\ude00 c\ud83d\ude00","position":5}""");

        Assert.Equal(
            [(0, 1), (1, 3), (3, 4), (4, 5)],
            Tokens(result).Select(token => (token.GetProperty("start").GetInt32(), token.GetProperty("end").GetInt32())));
        Assert.Equal([false, true, false, false], Tokens(result).Select(token => token.GetProperty("outOfVocabulary").GetBoolean()));
    }

    [Fact]
    public async Task Explain_OneCharacter_IsExplained()
    {
        double[] scores = Scores(await _service.ResultAsync("""{"model":"rhyme","inputs":"c"}"""));

        Assert.True(double.IsFinite(Assert.Single(scores)));
    }

    /// <summary>Replaced by what they are, unknown characters move nothing.</summary>
    [Fact]
    public async Task Explain_UnknownByUnknown_ScoresExactlyNothing()
    {
        double[] scores = Scores(
            await _service.ResultAsync("""{"model":"rhyme","inputs":"c\u4e2dt","method":"occlusion","parameters":{"baseline":"unk"}}"""));

        Assert.Equal(0, scores[1]);
        Assert.NotEqual(0, scores[2]);
    }

    [Fact]
    public async Task Explain_Contrast_IsTheDifferenceOfTheTwo()
    {
        double[] both = Scores(await _service.ResultAsync("""{"model":"rhyme","inputs":"the ca","contrast":{"target":"t","foil":"n"}}"""));
        double[] target = Scores(await _service.ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"t"}"""));
        double[] foil = Scores(await _service.ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"n"}"""));

        Assert.All(both.Zip(target.Zip(foil)), triple => Assert.Equal(triple.Second.First - triple.Second.Second, triple.First, 1e-4));
    }

    [Fact]
    public async Task Explain_List_GivesEachTextItsOwnAndErrorsInTheirPlace()
    {
        var results = (await _service.PostAsync(
            "/explain",
            """{"model":"rhyme","inputs":[{"id":"x","text":""},"a cat","the dog"],"target":" "}""")).Json.GetProperty("results");
        var alone = await _service.ResultAsync("""{"model":"rhyme","inputs":"the dog","target":" "}""");

        Assert.Equal("urn:textclassify:empty-text", TextOf(results[0].GetProperty("error"), "type"));
        Assert.All(Scores(results[2]).Zip(Scores(alone)), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public async Task Explain_Edge_CanBeTheTarget()
    {
        var result = await _service.ResultAsync("""{"model":"rhyme","inputs":"the cat.","target":"<edge>"}""");

        Assert.Equal("<edge>", TextOf(result.GetProperty("target"), "label"));
    }

    [Theory]
    [InlineData("\"position\":0", 400, "out-of-range", "position")]
    [InlineData("\"position\":9", 400, "out-of-range", "position")]
    [InlineData("\"context\":0", 400, "out-of-range", "context")]
    [InlineData("\"context\":513", 400, "out-of-range", "context")]
    [InlineData("\"position\":\"end\"", 400, "wrong-type", "position")]
    [InlineData("\"target\":\"\u4e2d\"", 400, "unknown-label", "target")]
    [InlineData("\"target\":\"th\"", 400, "unknown-label", "target")]
    [InlineData("\"method\":\"evidence\"", 422, "method-not-supported", "method")]
    [InlineData("\"method\":\"contextual\"", 422, "method-not-supported", "method")]
    [InlineData(
        "\"method\":\"integrated_gradients\",\"parameters\":{\"baseline\":\"tokens\",\"baseline_tokens\":[\"a\"]}",
        400,
        "out-of-range",
        "parameters.baseline_tokens")]
    [InlineData("\"method\":\"counterfactual\"", 422, "method-not-supported", "method")]
    [InlineData("\"spans\":\"words\"", 422, "method-not-supported", "spans")]
    [InlineData("\"method\":\"occlusion\",\"parameters\":{\"window\":2,\"stride\":3}", 400, "out-of-range", "parameters.stride")]
    public async Task Explain_WhatCannotBe_IsAProblem(string property, int status, string type, string where)
    {
        var problem = (await _service.PostAsync("/explain", $$"""{"model":"rhyme","inputs":"the cat",{{property}}}""")).Problem();

        Assert.Equal((status, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Theory]
    [InlineData("""{"model":"rhyme","inputs":["a","b"],"position":1}""", "out-of-range", "position")]
    [InlineData("""{"model":"rhyme","inputs":"a\ud83d\ude00","position":2}""", "out-of-range", "position")]
    [InlineData("""{"model":"rhyme","inputs":""}""", "empty-text", "inputs")]
    [InlineData("""{"model":"tiny","inputs":"a cat","position":1}""", "wrong-task", "position")]
    [InlineData("""{"model":"tiny","inputs":"a cat","context":1}""", "wrong-task", "context")]
    public async Task Explain_PositionThatIsNone_IsAProblem(string body, string type, string where)
    {
        var problem = (await _service.PostAsync("/explain", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    [Fact]
    public async Task Explain_TextTooLong_SaysTheLimit()
    {
        var problem = (await _service.PostAsync("/explain", $$"""{"model":"rhyme","inputs":"{{new string('a', 201)}}"}""")).Problem();

        Assert.Equal((400, "text-too-long"), (problem.Status, problem.Type));
        Assert.Contains("200", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Events_EndWithTheWholeAnswer()
    {
        const string Body = """{"model":"rhyme","inputs":"the cat","target":" ","method":"shapley_sampling"}""";
        double[] scores = Scores(await _service.ResultAsync(Body));

        string[] lines = (await _service.PostAsync(
            "/explain", Body, accept: "text/event-stream")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("event: final", lines.Last(line => line.StartsWith("event: ", StringComparison.Ordinal)));
        var last = JsonDocument.Parse(
            lines.Last(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..]).RootElement;
        Assert.Equal(scores, Scores(last.GetProperty("result")));
    }

    [Fact]
    public async Task Explain_DeadlinePassed_GivesWhatItHasAndSaysSo()
    {
        string text = string.Concat(Enumerable.Repeat("the cat ", 25));

        var result = await _service.ResultAsync(
            $$$"""{"model":"rhyme","inputs":"{{{text}}}","deadlineMs":1,"method":"shapley_sampling","parameters":{"n_samples":30}}""");

        Assert.True(result.GetProperty("interrupted").GetBoolean());
        Assert.False(result.GetProperty("certificate").GetProperty("converged").GetBoolean());
        Assert.Equal(200, Tokens(result).Length);
    }

    [Fact]
    public async Task Models_LanguageModel_SaysWhatExplainsIt()
    {
        var model = (await _service.GetAsync("/models/rhyme/1")).Json;

        string[] methods = [.. model.GetProperty("explainers").EnumerateArray().Select(name => name.GetString()!)];
        Assert.Equal(
            [
                .. (string[])["occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime", "anchors"],
                .. (string[])["gradient_x_input", "smoothgrad", "integrated_gradients", "expected_gradients", "connectivity"],
            ],
            methods);
        Assert.Equal(512, model.GetProperty("limits").GetProperty("maxExplainedCharacters").GetInt32());
        foreach (string method in methods)
        {
            var answer = await _service.PostAsync("/explain", $$"""{"model":"rhyme","inputs":"the c","method":"{{method}}"}""");
            Assert.Equal(5, Tokens(answer.Json.GetProperty("results")[0]).Length);
        }
    }
}
