using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Problems;

/// <summary>Work is bounded before it begins: what a request could make the model run is told and refused, and nothing of it was
/// run.</summary>
public sealed class WorkLimitTests : IAsyncDisposable
{
    private const int Limit = 120;

    private readonly Service _service = new(PolarityModel.Forward(), ("Limits:MaxWorkTokens", $"{Limit}"));

    public static TheoryData<string, string, int> TooMuch => new()
    {
        // Three tokens: a call for the text, one for nothing, and two walks of two steps a sample.
        { "/explain", """{"inputs":"a fine film","method":"shapley_sampling","parameters":{"n_samples":10}}""", 42 * 3 },
        { "/explain", """{"inputs":"a fine film","method":"anchors"}""", 10_001 * 3 },
        {
            "/explain",
            """{"inputs":["a fine film","a fine film","a fine film","a fine film","a fine film","a fine film"],"method":"occlusion","methods":null,"targets":"all","metrics":["leave_one_out_tau"]}""",
            6 * (4 + 3) * 3
        },
        { "/explain", """{"inputs":"a fine film","methods":["lime","leave_one_out"]}""", (513 + 4) * 3 },
        { "/explain", """{"inputs":"a fine film","method":"evidence","metrics":["infidelity","infidelity_scaled"]}""", (1 + 64) * 3 },
        { "/explain", """{"inputs":"a fine film","method":"leave_one_out","metrics":["max_sensitivity"]}""", (4 + (10 * 4)) * 3 },
        {
            "/hidden-states",
            """{"inputs":["a fine film not dull a fine film not dull","a fine film not dull a fine film not dull"],"expectedPrediction":["prefix"]}""",
            2 * (10 + 55)
        },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Post_MoreWorkThanTheLimit_IsRefusedBeforeTheModelRuns(string path, string body, int work)
    {
        // The start has asked the model for what readiness needs.
        await _service.GetAsync("/models");
        int rows = _service.Forward.Rows;

        var answer = await _service.PostAsync(path, body);

        Assert.Equal((413, "too-much-work"), (answer.Problem().Status, answer.Problem().Type));
        Assert.Contains($"up to {work} tokens", answer.Problem().Detail, StringComparison.Ordinal);
        Assert.Equal(Limit, answer.Json.GetProperty("limit").GetInt32());
        Assert.Equal(rows, _service.Forward.Rows);
    }

    [Fact]
    public async Task Post_AtTheLimit_IsAnswered()
    {
        // 38 calls of three tokens, and 114 in all; one sample more is 126.
        var at = await _service.PostAsync(
            "/explain", """{"inputs":"a fine film","method":"shapley_sampling","parameters":{"n_samples":9}}""");

        Assert.Equal(200, (int)at.Status);
        Assert.Equal(38, at.Json.GetProperty("results")[0].GetProperty("cost").GetProperty("modelCalls").GetInt32());
    }

    [Fact]
    public async Task Stream_LineOfTooMuchWork_FailsAloneAndIsNotRun()
    {
        var answer = await _service.PostAsync(
            "/explain?method=shapley_sampling&n_samples=5",
            "\"film\"\n\"a fine film not dull a\"\n\"dull film\"\n",
            "application/x-ndjson");

        var results = answer.Lines[1..^1];
        Assert.Equal("urn:textclassify:too-much-work", results[1].GetProperty("error").GetProperty("type").GetString());
        Assert.All(new[] { results[0], results[2] }, result => Assert.True(result.TryGetProperty("tokens", out _)));
    }

    [Fact]
    public async Task Models_Limits_TellTheWork()
    {
        var limits = (await _service.GetAsync("/models/polarity")).Json.GetProperty("limits");

        Assert.Equal(Limit, limits.GetProperty("maxWorkTokens").GetInt32());
    }

    /// <summary>The request that ended a process: 260 KB that named one metric 20,000 times for each of 512 texts.</summary>
    [Fact]
    public async Task Explain_MetricNamedOverAndOver_IsRefusedOrMeasuredOnce()
    {
        await using var service = new Service(PolarityModel.Forward(), ("Limits:MaxInputs", "512"), ("Limits:MaxBodyBytes", "1000000"));
        string[] inputs = [.. Enumerable.Repeat("fine", 512)];

        var many = await service.PostAsync(
            "/explain", JsonSerializer.Serialize(new { inputs, metrics = Enumerable.Repeat("log_odds", 20_000) }));
        var few = await service.PostAsync(
            "/explain", JsonSerializer.Serialize(new { inputs = "fine", metrics = Enumerable.Repeat("log_odds", 20) }));

        Assert.Equal((400, "out-of-range", "metrics"), (many.Problem().Status, many.Problem().Type, many.Problem().Where));
        Assert.Single(few.Json.GetProperty("results")[0].GetProperty("metrics").EnumerateArray());
    }

    [Fact]
    public async Task Explain_AnswerOfTooManyNumbers_Is413()
    {
        await using var service = new Service(
            PolarityModel.Forward(),
            ("Limits:MaxInputs", "1024"),
            ("Limits:MaxBodyBytes", "1000000"),
            ("Limits:MaxAnswerBytes", "1048576"));
        string[] inputs = [.. Enumerable.Repeat("a fine film not dull a fine film not dull", 1_024)];

        var large = await service.PostAsync("/explain", JsonSerializer.Serialize(new { inputs, targets = "all" }));
        var classified = await service.PostAsync("/classify", JsonSerializer.Serialize(new { inputs, evidence = true }));
        var small = await service.PostAsync("/classify", JsonSerializer.Serialize(new { inputs, top = 1 }));

        Assert.All(
            [large, classified], answer => Assert.Equal((413, "answer-too-large"), (answer.Problem().Status, answer.Problem().Type)));
        Assert.Equal(200, (int)small.Status);
    }

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
