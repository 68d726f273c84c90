using System.Net;
using System.Text.Json;
using TextClassify.Doubt;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

/// <summary>
/// Development texts that are right from 0.7 on and wrong below: "a fine film" has 0.743, "a film" 0.547, and nothing is known of the rest.
/// </summary>
public sealed class DoubtTests : IAsyncLifetime
{
    private readonly Service _service = new(new ServiceFactory(new FixedRegistry(
        "polarity",
        PolarityModel.Over(PolarityModel.Forward()) with { Promise = Promise() },
        PolarityModel.Over(PolarityModel.Forward(), name: "silent"))));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Classify_Abstain_GivesTheLabelOfSureTextsAndTheReasonOfOthers()
    {
        var results = await ResultsAsync("""{"inputs":["a fine film","a film","a fine qq zz ww"],"abstain":0.05}""");

        Assert.Equal(["positive", null, null], results.Select(result => Text(result, "label")));
        Assert.Equal([null, "uncertain", "unlike-training"], results.Select(result => Text(result, "abstained")));
        Assert.Equal("negative", results[1].GetProperty("scores")[0].GetProperty("label").GetString());
    }

    [Theory]
    [InlineData("true", "language")]
    [InlineData("false", "unlike-training")]
    public async Task Classify_AbstainFromAnotherLanguage_IsTheReasonWhereTheServiceLooks(string looks, string reason)
    {
        var model = PolarityModel.Over(PolarityModel.Forward());
        await using var service = new Service(new ServiceFactory(
            new FixedRegistry("polarity", model with { Promise = Promise(), Manifest = model.Manifest with { Languages = ["en"] } }),
            ("Api:DetectLanguage", looks)));

        var answer = await service.PostAsync("/classify", """{"inputs":["a fine film","der Film war schlecht"],"abstain":0.05}""");

        Assert.Equal("positive", Text(answer.Json.GetProperty("results")[0], "label"));
        Assert.Equal(reason, Text(answer.Json.GetProperty("results")[1], "abstained"));
    }

    [Fact]
    public async Task Classify_Coverage_SetHoldsEveryLabelThatIsLikelyEnough()
    {
        var results = await ResultsAsync("""{"inputs":["a fine film","a film"],"coverage":0.9,"top":1}""");

        Assert.Equal("""["positive"]""", results[0].GetProperty("set").GetRawText());
        Assert.Equal("""["negative","positive"]""", results[1].GetProperty("set").GetRawText());
        Assert.All(results, result => Assert.Equal(1, result.GetProperty("scores").GetArrayLength()));
    }

    [Fact]
    public async Task Classify_NothingAsked_TellsUnknownWordsAndEveryLabel()
    {
        var results = await ResultsAsync("""{"inputs":["a film","a fine qq zz ww"]}""");

        Assert.Equal([0, 0.6], results.Select(result => result.GetProperty("unknownShare").GetDouble()));
        Assert.All(results, result => Assert.True(result.TryGetProperty("label", out _) && !result.TryGetProperty("set", out _)));
    }

    [Fact]
    public async Task Classify_AbstainInAStream_IsReadFromTheQuery()
    {
        var answer = await _service.PostAsync("/classify?abstain=0.05", "\"a film\"\n", "application/x-ndjson");

        Assert.Contains("\"abstained\":\"uncertain\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_AbstainInAStreamOutOfRange_IsRefused()
    {
        var answer = await _service.PostAsync("/classify?abstain=0,05", "\"a film\"\n", "application/x-ndjson");

        Assert.Equal((400, "?abstain"), (answer.Problem().Status, answer.Problem().Where));
    }

    [Theory]
    [InlineData("""{"inputs":"a","abstain":0.001}""", "out-of-range", "abstain is 0.001; the development texts of polarity/2 promise")]
    [InlineData("""{"inputs":"a","abstain":0.7}""", "out-of-range", "a number from 0.001 to 0.5")]
    [InlineData("""{"inputs":"a","coverage":1}""", "out-of-range", "a number from 0.5 to 0.999")]
    [InlineData("""{"inputs":"a","abstain":0.1,"model":"silent"}""", "not-in-model", "has no scores of development texts")]
    [InlineData("""{"inputs":"a","coverage":0.9,"model":"silent"}""", "not-in-model", "has no scores of development texts")]
    public async Task Classify_PromiseThatCannotBeKept_IsRefused(string body, string type, string detail)
    {
        var answer = await _service.PostAsync("/classify", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.EndsWith(type, answer.Json.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Contains(detail, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement[]> ResultsAsync(string body)
    {
        var answer = await _service.PostAsync("/classify", body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return [.. answer.Json.GetProperty("results").EnumerateArray()];
    }

    private static string? Text(JsonElement result, string name) => result.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static AnswerPromise Promise()
    {
        double[] right = [.. Enumerable.Range(0, 500).Select(i => 0.7 + (i * 0.0006))];
        double[] wrong = [.. Enumerable.Range(0, 200).Select(i => 0.5 + (i * 0.0009))];
        return new(new DevelopmentScores
        {
            Right = right,
            Wrong = wrong,
            Own = [.. right, .. wrong.Select(score => 1 - score)],
            UnknownWordShare = 0.5,
        });
    }
}
