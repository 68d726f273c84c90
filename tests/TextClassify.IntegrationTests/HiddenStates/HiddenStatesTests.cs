using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.HiddenStates;

public sealed class HiddenStatesTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task HiddenStates_Defaults_GiveEveryStepOfEveryState()
    {
        var answer = await service.PostAsync("/hidden-states", """{"inputs":"a fine film"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(PolarityModel.Labels, answer.Json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        var result = Assert.Single(answer.Json.GetProperty("results").EnumerateArray());
        Assert.Equal("positive", result.GetProperty("prediction").GetProperty("label").GetString());
        Assert.Equal(
            ["a", "fine", "film"], result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("text").GetString()));

        // Forward states are (id, t, 0.5) with the ids 2, 3, 4: each step moves by (1, 1, 0).
        Assert.Equal([0, Math.Sqrt(2), Math.Sqrt(2)], Numbers(result, "states", "forward", "distance"), Tolerance);
        Assert.Equal([Math.Sqrt(2), Math.Sqrt(2), 0], Numbers(result, "states", "backward", "distance"), Tolerance);
        Assert.Equal(AdditiveForward.StateWidth, result.GetProperty("states").GetProperty("forward").GetProperty("width").GetInt32());
        Assert.Equal(AdditiveForward.WordWidth, result.GetProperty("states").GetProperty("word").GetProperty("width").GetInt32());
        Assert.False(result.GetProperty("states").GetProperty("forward").TryGetProperty("vectors", out _));
        Assert.False(result.GetProperty("expectedPrediction").TryGetProperty("prefix", out _));
    }

    [Fact]
    public async Task HiddenStates_ExpectedPrediction_HasThreeReadings()
    {
        service.Forward.Before = _ => Task.CompletedTask;
        int rows = service.Forward.Rows;

        var answer = await service.PostAsync(
            "/hidden-states",
            """{"inputs":"a fine film","states":[],"include":["entropy"],"expectedPrediction":["local","cumulative","prefix"]}""");

        var result = answer.Json.GetProperty("results")[0];
        double[] positive = [Positive(0.125), Positive(0.125 + 2.5), Positive(0.125 + 2.5)];
        Assert.Equal(positive, Column(result, "cumulative"), Tolerance);
        Assert.Equal(positive, Column(result, "prefix"), Tolerance);
        Assert.Equal([Positive(0.125), Positive(2.5), Positive(0)], Column(result, "local"), Tolerance);
        Assert.Equal(positive.Select(Entropy), Numbers(result, "entropy"), Tolerance);
        Assert.Equal(result.GetProperty("prediction").GetProperty("score").GetDouble(), Column(result, "cumulative")[^1], 1e-6);
        Assert.Equal(rows + 1 + 3, service.Forward.Rows);
        Assert.False(result.TryGetProperty("states", out _));
    }

    [Theory]
    [InlineData("base64-f32le")]
    [InlineData("base64-f16le")]
    [InlineData("numbers")]
    public async Task HiddenStates_Vectors_SameInEveryEncoding(string encoding)
    {
        var answer = await service.PostAsync(
            "/hidden-states", $$"""{"inputs":["dull film"],"states":["forward"],"include":["vectors"],"encoding":"{{encoding}}"}""");

        var vectors = answer.Json.GetProperty("results")[0].GetProperty("states").GetProperty("forward").GetProperty("vectors");
        Assert.Equal([2, 3], vectors.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal([5f, 0, 0.5f, 4, 1, 0.5f], Decode(vectors));
    }

    [Fact]
    public async Task HiddenStates_WordWeights_OneRowAnAspect()
    {
        var answer = await service.PostAsync(
            "/hidden-states", """{"inputs":"fine dull","states":[],"include":["wordWeights","confidence"]}""");

        var weights = answer.Json.GetProperty("results")[0].GetProperty("wordWeights");
        Assert.Equal([0.5, 0.5], weights[0].EnumerateArray().Select(weight => weight.GetDouble()));
        Assert.Equal([3 / 8.0, 5 / 8.0], weights[1].EnumerateArray().Select(weight => weight.GetDouble()));
    }

    [Fact]
    public async Task HiddenStates_ListWithFailure_AnswersTheOthers()
    {
        var answer = await service.PostAsync(
            "/hidden-states", """{"inputs":[{"id":"1","text":"fine"},{"id":"2","text":""},{"id":"3","text":"dull"}]}""");

        JsonElement[] results = [.. answer.Json.GetProperty("results").EnumerateArray()];
        Assert.Equal(["1", "2", "3"], results.Select(result => result.GetProperty("id").GetString()));
        Assert.Equal("urn:textclassify:empty-text", results[1].GetProperty("error").GetProperty("type").GetString());
        Assert.Equal("negative", results[2].GetProperty("prediction").GetProperty("label").GetString());
    }

    private static readonly IEqualityComparer<double> Tolerance =
        EqualityComparer<double>.Create((x, y) => Math.Abs(x - y) < 1e-6, _ => 0);

    /// <summary>The bias of the difference of the logits is -0.5, and the temperature 2.</summary>
    private static double Positive(double evidence) => 1 / (1 + Math.Exp(-(evidence - 0.5) / PolarityModel.Temperature));

    private static double Entropy(double positive) => -((positive * Math.Log(positive)) + ((1 - positive) * Math.Log(1 - positive)));

    private static double[] Column(JsonElement result, string reading) =>
        [.. result.GetProperty("expectedPrediction").GetProperty(reading).EnumerateArray().Select(row => row[1].GetDouble())];

    private static double[] Numbers(JsonElement element, params string[] path) =>
        [.. path.Aggregate(element, (at, name) => at.GetProperty(name)).EnumerateArray().Select(number => number.GetDouble())];

    private static float[] Decode(JsonElement vectors) => vectors.GetProperty("encoding").GetString() switch
    {
        "numbers" => [
            .. vectors.GetProperty("values").EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(number => number.GetSingle()),
        ],
        "base64-f16le" => [.. vectors.GetProperty("data").GetBytesFromBase64().Chunk(2).Select(bytes => (float)BitConverter.ToHalf(bytes))],
        _ => [.. vectors.GetProperty("data").GetBytesFromBase64().Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))],
    };
}
