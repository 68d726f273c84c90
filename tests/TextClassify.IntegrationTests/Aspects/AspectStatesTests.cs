using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Aspects;

public sealed class AspectStatesTests(AspectService aspects) : IClassFixture<AspectService>
{
    private const string Text = "the pizza is good but the waiter is slow";

    private static readonly object Pizza = AspectCalls.Input(Text, 4, 9);
    private static readonly object Waiter = AspectCalls.Input(Text, 26, 32);

    private readonly Service _service = aspects.Service;

    [Fact]
    public async Task HiddenStates_Cumulative_EndsAtThePredictionOfTheAspect()
    {
        foreach (object input in (object[])[Pizza, Waiter])
        {
            var answer = (await _service.AskAsync("/hidden-states", input)).Json;
            var result = answer.GetProperty("results")[0];
            var classified = await _service.OneAsync("/classify", input);

            string[] labels = [.. answer.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!)];
            float[] last = Rows(result.GetProperty("expectedPrediction").GetProperty("cumulative"))[^1];
            float[] expected = AspectCalls.Scores(classified);
            Assert.Equal(
                expected,
                labels.Zip(last).OrderBy(pair => pair.First, StringComparer.Ordinal).Select(pair => pair.Second),
                (one, other) => Math.Abs(one - other) <= 1e-5);
            Assert.Equal(classified.GetProperty("aspect").GetRawText(), result.GetProperty("aspect").GetRawText());
            Assert.Equal(9, Rows(result.GetProperty("expectedPrediction").GetProperty("local")).Length);
        }
    }

    /// <summary>Logits are a mean of the tokens' own, weighted by attention; between two classes softmax shows their difference as log
    /// odds.</summary>
    [Fact]
    public async Task HiddenStates_Local_IsWhatTheAttentionAverages()
    {
        var result = await _service.OneAsync(
            "/hidden-states", Pizza, ("include", JsonElement.Parse("[\"expectedPrediction\", \"wordWeights\"]")));

        float[] weights = Assert.Single(Rows(result.GetProperty("wordWeights")));
        float[][] local = Rows(result.GetProperty("expectedPrediction").GetProperty("local"));
        float[] prediction = Rows(result.GetProperty("expectedPrediction").GetProperty("cumulative"))[^1];
        Assert.Equal(1, weights.Sum(), 1e-5);
        Assert.Equal(LogOdds(prediction), weights.Zip(local).Sum(pair => pair.First * LogOdds(pair.Second)), 1e-3);

        static double LogOdds(float[] probabilities) => Math.Log(probabilities[2] / probabilities[0]);
    }

    [Fact]
    public async Task HiddenStates_StatesAndZones_AreOfTheTextAndNotOfTheAspect()
    {
        var include = ("include", (object)JsonElement.Parse("[\"distance\", \"vectors\", \"zones\", \"zoneNorms\"]"));
        var pizza = await _service.OneAsync("/hidden-states", Pizza, include, ("encoding", "numbers"));
        var waiter = await _service.OneAsync("/hidden-states", Waiter, include, ("encoding", "numbers"));
        var model = (await _service.GetAsync($"/models/{AspectCalls.Model}")).Json;
        int states = model.GetProperty("widths").GetProperty("forward").GetInt32();
        int count =
            model.GetProperty("zones").GetProperty("count").GetInt32(), width = model.GetProperty("zones").GetProperty("width").GetInt32();

        foreach (string direction in (string[])["forward", "backward"])
        {
            float[][] vectors = Rows(pizza.GetProperty("states").GetProperty(direction).GetProperty("vectors").GetProperty("values"));
            Assert.Equal((9, states), (vectors.Length, vectors[0].Length));
            Assert.Equal(
                vectors.SelectMany(row => row),
                Rows(
                    waiter.GetProperty("states").GetProperty(direction).GetProperty("vectors")
                        .GetProperty("values")).SelectMany(row => row));
        }

        foreach (string direction in (string[])["zones", "backwardZones"])
        {
            float[][] zones = Rows(pizza.GetProperty(direction).GetProperty("vectors").GetProperty("values"));
            float[][] norms = Rows(pizza.GetProperty(direction).GetProperty("norms"));
            Assert.Equal((9, count * width, count), (zones.Length, zones[0].Length, norms[0].Length));
            Assert.All(zones.Zip(norms), pair => Assert.Equal(
                pair.First.Chunk(width).Select(zone => Math.Sqrt(zone.Sum(value => (double)value * value))),
                pair.Second.Select(norm => (double)norm),
                (one, other) => Math.Abs(one - other) <= 1e-4));
        }
    }

    [Theory]
    [InlineData("states", "[\"word\"]", "states[0]")]
    [InlineData("expectedPrediction", "[\"prefix\"]", "expectedPrediction[0]")]
    public async Task HiddenStates_WhatAModelOfAspectsLacks_IsAProblem(string property, string value, string where)
    {
        var problem = (await _service.AskAsync("/hidden-states", Pizza, (property, JsonElement.Parse(value)))).Problem();

        Assert.Equal((400, "not-in-model", where), (problem.Status, problem.Type, problem.Where));
    }

    private static float[][] Rows(JsonElement list) =>
        [.. list.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetSingle()).ToArray())];
}
