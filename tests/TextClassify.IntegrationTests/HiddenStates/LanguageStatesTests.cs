using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.HiddenStates;

public sealed class LanguageStatesTests(LanguageService language) : IClassFixture<LanguageService>
{
    private const int Width = 24;
    private const int Zones = 2;
    private const int ZoneWidth = 12;

    private readonly Service _service = language.Service;

    [Fact]
    public async Task HiddenStates_LanguageModel_AreOfItsCharacters()
    {
        var answer = (await _service.PostAsync("/hidden-states", """{"model":"rhyme","inputs":"a \ud83d\ude00 c"}""")).Json;

        var result = answer.GetProperty("results")[0];
        Assert.Equal(0, answer.GetProperty("labels").GetArrayLength());
        Assert.Equal(
            ["a", " ", "\ud83d\ude00", " ", "c"],
            result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("text").GetString()));
        Assert.True(result.GetProperty("tokens")[2].GetProperty("outOfVocabulary").GetBoolean());
        Assert.Equal(
            (5, 0f), (Numbers(Forward(result).GetProperty("distance")).Length, Forward(result).GetProperty("distance")[0].GetSingle()));
        Assert.Equal(5, result.GetProperty("zones").GetProperty("norms").GetArrayLength());
        Assert.False(Forward(result).TryGetProperty("vectors", out _));
        Assert.False(result.TryGetProperty("prediction", out _));
    }

    /// <summary>What is told of the states and zones is what they are.</summary>
    [Fact]
    public async Task HiddenStates_VectorsAndZones_GiveTheDistancesAndNorms()
    {
        const string Body =
            """{"model":"rhyme","inputs":"the cat","include":["distance","vectors","zones","zoneNorms"],"encoding":"numbers"}""";

        var result = (await _service.PostAsync("/hidden-states", Body)).Json.GetProperty("results")[0];

        float[][] states = Rows(Forward(result).GetProperty("vectors").GetProperty("values"));
        float[] distances = Numbers(Forward(result).GetProperty("distance"));
        float[][] zones = Rows(result.GetProperty("zones").GetProperty("vectors").GetProperty("values"));
        float[][] norms = Rows(result.GetProperty("zones").GetProperty("norms"));
        Assert.Equal((7, Width, Zones * ZoneWidth, Zones), (states.Length, states[0].Length, zones[0].Length, norms[0].Length));
        for (int i = 1; i < states.Length; i++)
        {
            Assert.Equal(Norm(states[i].Zip(states[i - 1], (now, before) => now - before)), distances[i], 1e-4);
            Assert.Equal(Norm(zones[i].Skip(ZoneWidth)), norms[i][1], 1e-4);
        }
    }

    /// <summary>Neither a text behind it nor the texts beside it change what a character leaves behind.</summary>
    [Fact]
    public async Task HiddenStates_InABatch_AreOfTheTextAlone()
    {
        var alone = (await VectorsAsync("the cat"))[0];
        var together = await VectorsAsync("the cat sat on the mat.", "the cat", "a");

        float[][] expected = Rows(Forward(alone).GetProperty("vectors").GetProperty("values"));
        for (int result = 0; result < 2; result++)
        {
            float[][] actual = Rows(Forward(together[result]).GetProperty("vectors").GetProperty("values"));
            Assert.All(expected.Zip(actual), pair => Assert.Equal(0, Norm(pair.First.Zip(pair.Second, (one, other) => one - other)), 1e-4));
        }
    }

    [Fact]
    public async Task HiddenStates_OneItemFails_TheOthersAreAnswered()
    {
        var results = (await _service.PostAsync(
            "/hidden-states", """{"model":"rhyme","inputs":[{"id":"x","text":""},"a cat"]}""")).Json.GetProperty("results");

        Assert.Equal("urn:textclassify:empty-text", results[0].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("x", results[0].GetProperty("id").GetString());
        Assert.Equal(5, results[1].GetProperty("tokenCount").GetInt32());
    }

    [Theory]
    [InlineData("""{"model":"rhyme","inputs":"a","states":["backward"]}""", "not-in-model", "states[0]")]
    [InlineData("""{"model":"rhyme","inputs":"a","states":["side"]}""", "unknown-state", "states[0]")]
    [InlineData("""{"model":"rhyme","inputs":"a","include":["distance","entropy"]}""", "not-in-model", "include[1]")]
    [InlineData("""{"model":"rhyme","inputs":"a","include":["mood"]}""", "unknown-include", "include[0]")]
    [InlineData("""{"model":"rhyme","inputs":"a","encoding":"roman"}""", "out-of-range", "encoding")]
    [InlineData("""{"model":"rhyme","inputs":""}""", "empty-text", "inputs")]
    [InlineData("""{"model":"tiny","inputs":"a","include":["zones"]}""", "not-in-model", "include[0]")]
    public async Task HiddenStates_WhatTheModelLacks_IsAProblem(string body, string type, string where)
    {
        var problem = (await _service.PostAsync("/hidden-states", body)).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    private async Task<JsonElement> VectorsAsync(params string[] texts)
    {
        string inputs = JsonSerializer.Serialize(texts);
        return (await _service.PostAsync(
            "/hidden-states", $$"""{"model":"rhyme","inputs":{{inputs}},"include":["vectors"],"encoding":"numbers"}"""))
            .Json.GetProperty("results");
    }

    private static JsonElement Forward(JsonElement result) => result.GetProperty("states").GetProperty("forward");

    private static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetSingle())];

    private static float[][] Rows(JsonElement list) => [.. list.EnumerateArray().Select(Numbers)];

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(value => (double)value * value));
}
