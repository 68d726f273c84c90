using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Endpoints;

/// <summary>Which characters before a place move what the small language model expects there.</summary>
public sealed class LanguageExplainTests(LanguageService language) : IClassFixture<LanguageService>
{
    private const string Ndjson = "application/x-ndjson";

    private readonly Service _service = language.Service;

    [Fact]
    public async Task Explain_TextAlone_IsOfTheLikeliestCharacterBehindIt()
    {
        var answer = (await _service.PostAsync("/explain", """{"model":"rhyme","inputs":"the ca"}""")).Json;

        Assert.Equal("rhyme", answer.GetProperty("model").GetProperty("name").GetString());
        var method = answer.GetProperty("method");
        Assert.Equal("leave_one_out", method.GetProperty("name").GetString());
        Assert.Equal(("delete", "log_probability"), (Text(method.GetProperty("parameters"), "baseline"), Text(method.GetProperty("parameters"), "output")));
        var result = answer.GetProperty("results")[0];
        Assert.Equal(["t", "h", "e", " ", "c", "a"], Tokens(result).Select(token => Text(token, "text")));
        Assert.Equal([0, 1, 2, 3, 4, 5], Tokens(result).Select(token => token.GetProperty("start").GetInt32()));
        Assert.Equal(Text(result.GetProperty("prediction"), "label"), Text(result.GetProperty("target"), "label"));
        Assert.Equal((6, false), (result.GetProperty("tokenCount").GetInt32(), result.GetProperty("truncated").GetBoolean()));
        Assert.Equal(7, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
        Assert.False(result.GetProperty("certificate").TryGetProperty("expected", out _));
    }

    /// <summary>A character's score is what <c>/score</c> says the next one's surprise grows by without it; 1 bit is ln 2.</summary>
    [Fact]
    public async Task Explain_LeaveOneOut_IsTheGrowthOfTheSurprise()
    {
        const string Before = "the cat sat";
        double[] scores = Scores(await ResultAsync($$"""{"model":"rhyme","inputs":"{{Before}} on","target":" ","position":{{Before.Length}}}"""));

        double whole = await LastSurpriseAsync(Before + " ");
        for (int i = 0; i < Before.Length; i++)
        {
            double without = await LastSurpriseAsync(Before.Remove(i, 1) + " ");
            Assert.Equal((without - whole) * Math.Log(2), scores[i], 1e-3);
        }
    }

    /// <summary>A window only leaves scores out: those it gives are those of the whole text.</summary>
    [Fact]
    public async Task Explain_Context_GivesTheLastCharactersTheSameScores()
    {
        const string Text = "the cat sat on the mat. the dog";
        var whole = await ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s"}""");
        var window = await ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","context":5}""");

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
        var result = await ResultAsync($$"""{"model":"rhyme","inputs":"the cat s","target":"a","method":"{{method}}"}""");

        var certificate = result.GetProperty("certificate");
        Assert.True(certificate.GetProperty("converged").GetBoolean());
        Assert.Equal(certificate.GetProperty("expected").GetDouble(), Scores(result).Sum(), 1e-3);
    }

    /// <summary>
    /// The path begins at unknown characters, so its scores sum to what <c>/score</c> says the target is less surprising for the real ones. Six
    /// sentences make a net of sharp bends: three characters are near, and whether near enough is what the certificate says.
    /// </summary>
    [Theory]
    [InlineData("integrated_gradients", "{\"baseline\":\"unk\"}")]
    [InlineData("expected_gradients", "{\"baselines\":[\"unk\"]}")]
    public async Task Explain_PathFromUnknownCharacters_SumsToTheDifferenceInSurprise(string method, string parameters)
    {
        const string Before = "the cat sat on the mat. the ", Window = "dog";
        var result = await ResultAsync(
            $$"""{"model":"rhyme","inputs":"{{Before}}{{Window}}","target":" ","context":3,"method":"{{method}}","parameters":{{parameters}}}""");

        double unknown = await LastSurpriseAsync(Before + new string('\u4e2d', Window.Length) + " "), known = await LastSurpriseAsync(Before + Window + " ");
        double drop = (unknown - known) * Math.Log(2);
        var certificate = result.GetProperty("certificate");
        Assert.Equal(drop, certificate.GetProperty("expected").GetDouble(), 1e-3);
        Assert.Equal(drop, Scores(result).Sum(), 0.02 * drop);
        Assert.Equal(
            Math.Abs(certificate.GetProperty("residual").GetDouble()) <= certificate.GetProperty("tolerance").GetDouble(),
            certificate.GetProperty("converged").GetBoolean());
    }

    /// <summary>What stands before the window is read and has no score; the gradients of the window are those of the whole text.</summary>
    [Theory]
    [InlineData("gradient_x_input")]
    [InlineData("connectivity")]
    public async Task Explain_GradientsOfAWindow_AreTheWholeTexts(string method)
    {
        const string Text = "the cat sat on the mat. the dog";
        double[] whole = Scores(await ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","method":"{{method}}"}"""));
        double[] window = Scores(await ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","context":5,"method":"{{method}}"}"""));

        Assert.Equal(5, window.Length);
        Assert.All(whole[^5..].Zip(window), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Contains(window, score => Math.Abs(score) > 1e-3);
    }

    /// <summary>A length bounds what a step along one direction gives: gradient times input is at most the gradient's length times the input's.</summary>
    [Fact]
    public async Task Explain_Connectivity_HasNoSignAndNoSum()
    {
        var result = await ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"t","method":"connectivity"}""");

        Assert.All(Scores(result), score => Assert.True(score > 0));
        Assert.False(result.GetProperty("certificate").TryGetProperty("expected", out _));
        Assert.Equal(3, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
    }

    [Fact]
    public async Task Explain_UnknownFromUnknown_ScoresExactlyNothing()
    {
        double[] scores = Scores(await ResultAsync("""{"model":"rhyme","inputs":"c\u4e2dt","method":"integrated_gradients","parameters":{"baseline":"unk"}}"""));

        Assert.Equal(0, scores[1]);
        Assert.NotEqual(0, scores[2]);
    }

    [Fact]
    public async Task Explain_CharactersBeyondTheBasicPlane_KeepTheirPlaces()
    {
        var result = await ResultAsync("""{"model":"rhyme","inputs":"a\ud83d\ude00 c\ud83d\ude00","position":5}""");

        Assert.Equal([(0, 1), (1, 3), (3, 4), (4, 5)], Tokens(result).Select(token => (token.GetProperty("start").GetInt32(), token.GetProperty("end").GetInt32())));
        Assert.Equal([false, true, false, false], Tokens(result).Select(token => token.GetProperty("outOfVocabulary").GetBoolean()));
    }

    [Fact]
    public async Task Explain_OneCharacter_IsExplained()
    {
        double[] scores = Scores(await ResultAsync("""{"model":"rhyme","inputs":"c"}"""));

        Assert.True(double.IsFinite(Assert.Single(scores)));
    }

    /// <summary>Replaced by what they are, unknown characters move nothing.</summary>
    [Fact]
    public async Task Explain_UnknownByUnknown_ScoresExactlyNothing()
    {
        double[] scores = Scores(await ResultAsync("""{"model":"rhyme","inputs":"c\u4e2dt","method":"occlusion","parameters":{"baseline":"unk"}}"""));

        Assert.Equal(0, scores[1]);
        Assert.NotEqual(0, scores[2]);
    }

    [Fact]
    public async Task Explain_Contrast_IsTheDifferenceOfTheTwo()
    {
        double[] both = Scores(await ResultAsync("""{"model":"rhyme","inputs":"the ca","contrast":{"target":"t","foil":"n"}}"""));
        double[] target = Scores(await ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"t"}"""));
        double[] foil = Scores(await ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"n"}"""));

        Assert.All(both.Zip(target.Zip(foil)), triple => Assert.Equal(triple.Second.First - triple.Second.Second, triple.First, 1e-4));
    }

    [Fact]
    public async Task Explain_List_GivesEachTextItsOwnAndErrorsInTheirPlace()
    {
        var results = (await _service.PostAsync("/explain", """{"model":"rhyme","inputs":[{"id":"x","text":""},"a cat","the dog"],"target":" "}""")).Json.GetProperty("results");
        var alone = await ResultAsync("""{"model":"rhyme","inputs":"the dog","target":" "}""");

        Assert.Equal("urn:textclassify:empty-text", Text(results[0].GetProperty("error"), "type"));
        Assert.All(Scores(results[2]).Zip(Scores(alone)), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public async Task Explain_Edge_CanBeTheTarget()
    {
        var result = await ResultAsync("""{"model":"rhyme","inputs":"the cat.","target":"<edge>"}""");

        Assert.Equal("<edge>", Text(result.GetProperty("target"), "label"));
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
    [InlineData("\"method\":\"integrated_gradients\",\"parameters\":{\"baseline\":\"tokens\",\"baseline_tokens\":[\"a\"]}", 400, "out-of-range", "parameters.baseline_tokens")]
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
    public async Task Explain_Lines_AreTheAnswersOfTheList()
    {
        const string Body = """{"model":"rhyme","inputs":["a cat","the dog"],"target":" "}""";
        var results = (await _service.PostAsync("/explain", Body)).Json.GetProperty("results");

        string[] lines = (await _service.PostAsync("/explain", Body, accept: "application/x-ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

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
        var results = (await _service.PostAsync("/explain", JsonSerializer.Serialize(new { model = "rhyme", inputs = texts, target = " ", context = 4 }))).Json
            .GetProperty("results");

        var lines = (await _service.PostAsync(
            "/explain?model=rhyme&target=%20&context=4", string.Join('\n', texts.Select(text => JsonSerializer.Serialize(new { text }))), Ndjson)).Lines;

        Assert.Equal("rhyme", lines[0].GetProperty("model").GetProperty("name").GetString());
        Assert.Equal("leave_one_out", lines[0].GetProperty("method").GetProperty("name").GetString());
        for (int i = 0; i < texts.Length; i++)
        {
            var line = lines[i + 1];
            Assert.Equal(i, line.GetProperty("index").GetInt32());
            if (results[i].TryGetProperty("error", out var error))
            {
                Assert.Equal((Text(error, "type"), i + 1), (Text(line.GetProperty("error"), "type"), line.GetProperty("line").GetInt32()));
                Assert.StartsWith($"line {i + 1}, text: ", Text(line.GetProperty("error"), "detail"), StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(results[i].GetProperty("tokenCount").GetInt32(), line.GetProperty("tokenCount").GetInt32());
                Assert.Equal(Tokens(results[i]).Select(token => Text(token, "text")), Tokens(line).Select(token => Text(token, "text")));
                Assert.All(Scores(results[i]).Zip(Scores(line)), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            }
        }

        Assert.Equal((5, 2), (lines[^1].GetProperty("summary").GetProperty("results").GetInt32(), lines[^1].GetProperty("summary").GetProperty("failed").GetInt32()));
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

    [Fact]
    public async Task Explain_Events_EndWithTheWholeAnswer()
    {
        const string Body = """{"model":"rhyme","inputs":"the cat","target":" ","method":"shapley_sampling"}""";
        double[] scores = Scores(await ResultAsync(Body));

        string[] lines = (await _service.PostAsync("/explain", Body, accept: "text/event-stream")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("event: final", lines.Last(line => line.StartsWith("event: ", StringComparison.Ordinal)));
        var last = JsonDocument.Parse(lines.Last(line => line.StartsWith("data: ", StringComparison.Ordinal))["data: ".Length..]).RootElement;
        Assert.Equal(scores, Scores(last.GetProperty("result")));
    }

    [Fact]
    public async Task Explain_DeadlinePassed_GivesWhatItHasAndSaysSo()
    {
        string text = string.Concat(Enumerable.Repeat("the cat ", 25));

        var result = await ResultAsync($$$"""{"model":"rhyme","inputs":"{{{text}}}","deadlineMs":1,"method":"shapley_sampling","parameters":{"n_samples":200}}""");

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

    private async Task<JsonElement> ResultAsync(string body) => (await _service.PostAsync("/explain", body)).Json.GetProperty("results")[0];

    private async Task<double> LastSurpriseAsync(string text)
    {
        var result = (await _service.PostAsync("/score", $$"""{"model":"rhyme","inputs":"{{text}}"}""")).Json.GetProperty("results")[0];
        return result.GetProperty("surprisal").EnumerateArray().Last().GetDouble();
    }

    private static JsonElement[] Tokens(JsonElement result) => [.. result.GetProperty("tokens").EnumerateArray()];

    private static double[] Scores(JsonElement result) => [.. Tokens(result).Select(token => token.GetProperty("score").GetDouble())];

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
