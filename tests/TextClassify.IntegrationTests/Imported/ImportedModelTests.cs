using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Imported;

/// <summary>An imported transformer on every verb.</summary>
public sealed class ImportedModelTests(ImportedService imported) : IClassFixture<ImportedService>
{
    private const string Text = "The café is SLOWLY good 日!";

    private static readonly string[] Surfaces = ["The", "café", "is", "SLOW", "LY", "good", "日", "!"];

    private readonly Service _service = imported.Service;

    [Fact]
    public async Task Classify_TextsOfAllLengths_AreTheSameTogetherAndAlone()
    {
        string[] texts = [Text, "a", "good good good film", "the film is slow , it is bad"];
        var together = (await PostAsync("/classify", new { inputs = texts })).GetProperty("results");

        for (int i = 0; i < texts.Length; i++)
        {
            var alone = (await PostAsync("/classify", new { inputs = new[] { texts[i] } })).GetProperty("results")[0];
            Assert.Equal(alone.GetProperty("label").GetString(), together[i].GetProperty("label").GetString());
            Assert.Equal(alone.GetProperty("score").GetDouble(), together[i].GetProperty("score").GetDouble(), 1e-5);
        }

        Assert.Equal(8, together[0].GetProperty("tokenCount").GetInt32());
    }

    [Theory]
    [InlineData("occlusion", "{}")]
    [InlineData("occlusion", """{"baseline":"mask"}""")]
    [InlineData("leave_one_out", """{"baseline":"delete"}""")]
    [InlineData("shapley_sampling", "{}")]
    [InlineData("partition_shap", "{}")]
    [InlineData("lime", "{}")]
    [InlineData("anchors", "{}")]
    [InlineData("integrated_gradients", """{"n_steps":8}""")]
    [InlineData("expected_gradients", """{"n_steps":8}""")]
    [InlineData("gradient_x_input", "{}")]
    public async Task Explain_EveryMethodItHas_ScoresTheTokensOfTheTextAsSent(string method, string parameters)
    {
        var answer = await PostAsync("/explain", new { inputs = new[] { Text }, method, parameters = JsonElement.Parse(parameters) });

        var tokens = answer.GetProperty("results")[0].GetProperty("tokens").EnumerateArray().ToArray();
        Assert.Equal(Surfaces, tokens.Select(token => Text[token.GetProperty("start").GetInt32()..token.GetProperty("end").GetInt32()]));
        Assert.Equal(Surfaces, tokens.Select(token => token.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Explain_NoMethodNamed_LeavesTokensOut()
    {
        var answer = await PostAsync("/explain", new { inputs = new[] { Text } });

        Assert.Equal("leave_one_out", answer.GetProperty("method").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Explain_MethodOfTheOwnNets_IsRefusedByName()
    {
        var answer = await _service.PostAsync("/explain", JsonSerializer.Serialize(new { inputs = Text, method = "evidence" }));

        Assert.Equal(422, (int)answer.Status);
        Assert.Contains("occlusion", answer.Problem().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HiddenStates_AsItComes_AreThoseOfWords()
    {
        var result = (await PostAsync("/hidden-states", new { inputs = new[] { Text } })).GetProperty("results")[0];

        var states = result.GetProperty("states");
        Assert.Equal(["word"], states.EnumerateObject().Select(state => state.Name));
        Assert.Equal(8, states.GetProperty("word").GetProperty("width").GetInt32());
        Assert.Equal(Surfaces.Length, states.GetProperty("word").GetProperty("distance").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"inputs":"good","states":["forward"]}""", "states[0]")]
    [InlineData("""{"inputs":"good","expectedPrediction":["local"]}""", "expectedPrediction[0]")]
    [InlineData("""{"inputs":"good","include":["entropy"]}""", "include")]
    public async Task HiddenStates_WhatItsGraphLacks_IsRefused(string body, string where)
    {
        var problem = (await _service.PostAsync("/hidden-states", body)).Problem();

        Assert.EndsWith("not-in-model", problem.Type, StringComparison.Ordinal);
        Assert.Equal(where, problem.Where);
    }

    [Fact]
    public async Task Infer_OpenInference_GivesTheScores()
    {
        var answer = await PostAsync(
            "/v2/models/small/infer",
            JsonElement.Parse("""{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["good film","bad"]}]}"""));

        Assert.Equal(2, answer.GetProperty("outputs")[0].GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task Ready_GoldenTexts_AreAnsweredRightly() => Assert.Equal(200, (int)(await _service.GetAsync("/health/ready")).Status);

    private async Task<JsonElement> PostAsync(string path, object body)
    {
        var answer = await _service.PostAsync(path, JsonSerializer.Serialize(body));
        Assert.True(answer.Status is System.Net.HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }
}
