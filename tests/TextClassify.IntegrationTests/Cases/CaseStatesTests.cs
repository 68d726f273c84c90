using System.Text.Json;
using static TextClassify.Cases.SourcesService;

namespace TextClassify.Cases;

/// <summary>The states of a case's nodes by source and round: a row when a node has read, and one behind each of two rounds.</summary>
public sealed class CaseStatesTests(SourcesService sources) : IClassFixture<SourcesService>
{
    private const float Near = 1e-5f;
    private const string Subject = "pizza slow";
    private const string Own = "it was good and the staff was not bad";
    private const string Quoted = "so slow";

    private static object Whole => Case(("subject", Subject), ("own", Own), ("quoted", Quoted));

    [Fact]
    public async Task HiddenStates_Case_HasAStateWhenReadAndOneBehindEachRound()
    {
        var result = await AskAsync(Whole);

        var classified = await sources.OneAsync("/classify", Whole);
        Assert.Equal(
            classified.GetProperty("label").GetString(), result.GetProperty("prediction").GetProperty("label").GetString());
        Assert.False(result.TryGetProperty("tokens", out _));
        foreach (var source in result.GetProperty("sources").EnumerateArray())
        {
            float[][] states = States(source);
            Assert.Equal(3, states.Length);
            Assert.All(states, state => Assert.Equal(source.GetProperty("rounds").GetProperty("width").GetInt32(), state.Length));
            Assert.Equal(
                [0, Distance(states[0], states[1]), Distance(states[1], states[2])],
                source.GetProperty("rounds").GetProperty("distance").EnumerateArray().Select(one => one.GetSingle()),
                Close);
        }
    }

    /// <summary>Nobody has heard anybody when they have read; behind the first round they have.</summary>
    [Fact]
    public async Task HiddenStates_SourceAlone_HasTheFirstStateOfTheCase()
    {
        var whole = (await AskAsync(Whole)).GetProperty("sources");
        foreach (var (source, i) in new[] { ("subject", Subject), ("own", Own), ("quoted", Quoted) }.Select((one, i) => (one, i)))
        {
            float[][] alone = States((await AskAsync(Case(source))).GetProperty("sources")[0]);

            Assert.Equal(alone[0], States(whole[i])[0], Close);
            Assert.False(alone[1].SequenceEqual(States(whole[i])[1]));
        }
    }

    /// <summary>It hears nobody and nobody hears it, and its states are told all the same.</summary>
    [Fact]
    public async Task HiddenStates_SilencedSource_ReadsAloneAndLeavesTheOthersAsWithoutIt()
    {
        var silenced = (await AskAsync(Whole, Silence("own"))).GetProperty("sources");
        var alone = (await AskAsync(Case(("own", Own)))).GetProperty("sources");
        var without = (await AskAsync(Case(("subject", Subject), ("quoted", Quoted)))).GetProperty("sources");

        Assert.Equal(["ok", "silenced", "ok"], silenced.EnumerateArray().Select(one => one.GetProperty("status").GetString()));
        Assert.Equal(States(alone[0]).SelectMany(state => state), States(silenced[1]).SelectMany(state => state), Close);
        Assert.Equal(States(without[0]).SelectMany(state => state), States(silenced[0]).SelectMany(state => state), Close);
        Assert.Equal(States(without[1]).SelectMany(state => state), States(silenced[2]).SelectMany(state => state), Close);
    }

    [Fact]
    public async Task HiddenStates_MissingSource_HasNoStates()
    {
        var told = (await AskAsync(Case(("subject", null), ("own", Own), ("quoted", " ")))).GetProperty("sources");

        Assert.Equal(["lost", "ok", "lost"], told.EnumerateArray().Select(one => one.GetProperty("status").GetString()));
        Assert.Equal([false, true, false], told.EnumerateArray().Select(one => one.TryGetProperty("rounds", out _)));
    }

    [Fact]
    public async Task HiddenStates_SourcesInAnotherOrder_HaveTheSameStatesInThatOrder()
    {
        var whole = (await AskAsync(Whole)).GetProperty("sources");
        var moved = (await AskAsync(Case(("quoted", Quoted), ("subject", Subject), ("own", Own)))).GetProperty("sources");

        Assert.All(new[] { (0, 1), (1, 2), (2, 0) }, pair => Assert.Equal(
            States(whole[pair.Item1]).SelectMany(state => state), States(moved[pair.Item2]).SelectMany(state => state), Close));
    }

    /// <summary>A plain text is a case of one source, and in a list a case without a word fails alone.</summary>
    [Fact]
    public async Task HiddenStates_List_AnswersTextsAndCasesAndFailsAlone()
    {
        object[] inputs = [Own, Case(("own", " ")), Whole];

        var results = (await sources.AskAsync("/hidden-states", inputs, Parts)).Json.GetProperty("results");

        Assert.Equal(
            States((await AskAsync(Case(("own", Own)))).GetProperty("sources")[0]).SelectMany(state => state),
            States(results[0].GetProperty("sources")[0]).SelectMany(state => state),
            Close);
        Assert.EndsWith("all-sources-lost", results[1].GetProperty("error").GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, results[2].GetProperty("sources").GetArrayLength());
    }

    [Theory]
    [InlineData("tiny-sources", """{"states":["rounds","word"]}""", "not-in-model", "states[1]")]
    [InlineData("tiny-sources", """{"states":["round"]}""", "unknown-state", "states[0]")]
    [InlineData("tiny-sources", """{"states":["rounds"],"include":["positions"]}""", "not-in-model", "include[0]")]
    [InlineData("tiny-sources", """{"states":["rounds"],"expectedPrediction":["local"]}""", "not-in-model", "expectedPrediction")]
    [InlineData("tiny-sources", """{"communication":{"silence":["reply"]}}""", "unknown-source", "communication.silence")]
    [InlineData("tiny-sources", """{"communication":{"silence":["own"]}}""", "all-sources-lost", "communication.silence")]
    [InlineData("tiny-sources", """{"communication":{"rounds":0},"include":["entropy"]}""", "not-in-model", "communication")]
    [InlineData("tiny", """{"states":["rounds"]}""", "not-in-model", "states[0]")]
    [InlineData("tiny", """{"communication":{"rounds":0}}""", "not-in-model", "communication")]
    public async Task HiddenStates_WhatThereIsNot_IsAProblem(string model, string rest, string type, string where)
    {
        var parts = JsonElement.Parse(rest).EnumerateObject().Select(part => (part.Name, (object)part.Value));
        object input = model == "tiny" ? "good" : Case(("own", "good"));

        var problem = (await sources.AskAsync("/hidden-states", input, [("model", model), .. parts])).Problem();

        Assert.Equal((400, type, where), (problem.Status, problem.Type, problem.Where));
    }

    private static (string, object) Parts => ("include", new[] { "distance", "vectors" });

    private static (string, object) Numbers => ("encoding", "numbers");

    private Task<JsonElement> AskAsync(object input, params (string Name, object Value)[] rest) =>
        sources.OneAsync("/hidden-states", input, [Parts, Numbers, .. rest]);

    private static float[][] States(JsonElement source)
    {
        var vectors = source.GetProperty("rounds").GetProperty("vectors");
        if (vectors.TryGetProperty("values", out var values))
        {
            return [.. values.EnumerateArray().Select(row => row.EnumerateArray().Select(number => number.GetSingle()).ToArray())];
        }

        int[] shape = [.. vectors.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
        byte[] bytes = vectors.GetProperty("data").GetBytesFromBase64();
        float[] all = [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i))];
        return [.. all.Chunk(shape[1])];
    }

    private static float Distance(float[] one, float[] other) =>
        MathF.Sqrt(one.Zip(other).Sum(pair => MathF.Pow(pair.First - pair.Second, 2)));

    private static bool Close(float one, float other) => Math.Abs(one - other) <= Near;
}
