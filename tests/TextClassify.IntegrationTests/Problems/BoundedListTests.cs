using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Problems;

/// <summary>Every list that a request may hold, one element beyond its bound, and lists whose elements repeat.</summary>
public sealed class BoundedListTests(LanguageService small) : IClassFixture<LanguageService>
{
    public static TheoryData<string, string, string, int> Lists => new()
    {
        { "/explain", """{"inputs":"good","metrics":[LIST]}""", "\"log_odds\"", 32 },
        { "/explain", """{"inputs":"good","methods":[LIST]}""", "\"evidence\"", 16 },
        { "/explain", """{"inputs":"good","spans":[LIST]}""", """{"start":0,"end":4}""", 1_024 },
        { "/hidden-states", """{"inputs":"good","states":[LIST]}""", "\"forward\"", 16 },
        { "/hidden-states", """{"inputs":"good","include":[LIST]}""", "\"distance\"", 16 },
        { "/hidden-states", """{"inputs":"good","expectedPrediction":[LIST]}""", "\"local\"", 16 },
        { "/hidden-states/search", """{"pattern":{"units":[LIST]}}""", "1", 4_096 },
        { "/generate", """{"stop":[LIST]}""", "\"the\"", 8 },
        { "/v2/models/tiny/infer", """{"inputs":[{"name":"text","datatype":"BYTES","shape":[LIST],"data":["good"]}]}""", "1", 8 },
        {
            "/v2/models/tiny/infer",
            """{"inputs":[{"name":"text","datatype":"BYTES","shape":[1],"data":["good"]}],"outputs":[LIST]}""",
            """{"name":"label"}""",
            16
        },
        { "/classify", """{"inputs":[LIST]}""", "\"good\"", 8 },
        { "/classify", """{"inputs":{"text":"good","aspects":[LIST]}}""", """{"start":0,"end":4}""", 64 },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Post_OneElementBeyondTheBound_IsRefusedForIt(string path, string body, string element, int most)
    {
        var at = await small.Service.PostAsync(
            path, body.Replace("LIST", string.Join(',', Enumerable.Repeat(element, most)), StringComparison.Ordinal));
        var beyond = await small.Service.PostAsync(
            path, body.Replace("LIST", string.Join(',', Enumerable.Repeat(element, most + 1)), StringComparison.Ordinal));

        Assert.DoesNotContain($"at most {most}", at.Text, StringComparison.Ordinal);
        Assert.InRange((int)beyond.Status, 400, 413);
        Assert.Contains($"at most {most}", beyond.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ParametersWithoutEnd_AreRefused()
    {
        var many = await small.Service.PostAsync(
            "/explain", JsonSerializer.Serialize(new { inputs = "good", parameters = Enumerable.Range(0, 33).ToDictionary(i => $"p{i}") }));
        var large = await small.Service.PostAsync(
            "/explain",
            JsonSerializer.Serialize(new { inputs = "good", parameters = new { baseline_tokens = Enumerable.Repeat("good", 100_000) } }));

        Assert.Equal((400, "out-of-range", "parameters"), (many.Problem().Status, many.Problem().Type, many.Problem().Where));
        Assert.Equal((400, "out-of-range", "parameters"), (large.Problem().Status, large.Problem().Type, large.Problem().Where));
        Assert.Equal(256 * 1024, large.Json.GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task Explain_QueryOfManyMetrics_IsRefused()
    {
        var answer = await small.Service.PostAsync(
            $"/explain?metrics={string.Join(',', Enumerable.Repeat("log_odds", 33))}", "\"good\"\n", "application/x-ndjson");

        Assert.Equal((400, "out-of-range", "?metrics"), (answer.Problem().Status, answer.Problem().Type, answer.Problem().Where));
    }

    [Fact]
    public async Task Explain_WhatStandsTwice_IsOne()
    {
        var answer = await small.Service.PostAsync(
            "/explain",
            """
            {"inputs":"good film","methods":["evidence","occlusion",{"name":"evidence","parameters":{}},{"name":"occlusion","parameters":{"window":2}},"occlusion"],
             "metrics":["log_odds","sufficiency","log_odds"],"spans":[{"start":5,"end":9},{"start":0,"end":4},{"start":5,"end":9}]}
            """);

        var explanations = answer.Json.GetProperty("results")[0].GetProperty("explanations").EnumerateArray().ToArray();
        Assert.Equal(
            ["evidence", "occlusion", "occlusion"], explanations.Select(one => one.GetProperty("method").GetProperty("name").GetString()));
        Assert.All(
            explanations,
            one => Assert.Equal(
                ["log_odds", "sufficiency"],
                one.GetProperty("metrics").EnumerateArray().Select(metric => metric.GetProperty("name").GetString())));
        Assert.All(
            explanations,
            one => Assert.Equal([5, 0], one.GetProperty("spans").EnumerateArray().Select(span => span.GetProperty("start").GetInt32())));
    }

    [Fact]
    public async Task Infer_OutputsThatStandTwice_AreOne()
    {
        var answer = await small.Service.PostAsync(
            "/v2/models/tiny/infer",
            """{"inputs":[{"name":"text","datatype":"BYTES","shape":[1],"data":["good"]}],"outputs":[{"name":"score"},{"name":"label"},{"name":"score"}]}""");

        Assert.Equal(
            ["score", "label"],
            answer.Json.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()));
    }
}
