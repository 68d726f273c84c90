using System.Net;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Explain;

/// <summary>What a request may ask beyond a method: labels, output, spans, several methods, metrics. Numbers are those of
/// <see cref="PolarityModel"/>.</summary>
public sealed class ExplainOptionsTests(Service service) : IClassFixture<Service>
{
    [Fact]
    public async Task Explain_AllTargets_GivesOneAttributionALabel()
    {
        var result = await ResultAsync("""{"inputs":"a fine film","targets":"all"}""");

        JsonElement[] attributions = [.. result.GetProperty("attributions").EnumerateArray()];
        Assert.Equal(PolarityModel.Labels, attributions.Select(one => one.GetProperty("target").GetProperty("label").GetString()));
        Assert.Equal([0, -1, 0.25], Numbers(attributions[0].GetProperty("scores")));
        Assert.Equal([0.125, 1.5, 0.25], Numbers(attributions[1].GetProperty("scores")));
        Assert.All(attributions, one => Assert.True(one.GetProperty("certificate").GetProperty("converged").GetBoolean()));
        Assert.Equal("positive", result.GetProperty("target").GetProperty("label").GetString());
        Assert.Equal([0.125, 1.5, 0.25], Scores(result));
    }

    /// <summary>Logits -0.5 and 1.625 at temperature 2: log-odds 1.0625, and without "fine" 0.5 and 0.125: -0.1875.</summary>
    [Fact]
    public async Task Explain_OutputLogOdds_IsAfterTemperature()
    {
        var answer = await service.PostAsync(
            "/explain", """{"inputs":"a fine film","method":"occlusion","output":"log_odds","parameters":{"baseline":"delete"}}""");

        Assert.Equal("log_odds", answer.Json.GetProperty("method").GetProperty("parameters").GetProperty("output").GetString());
        Assert.Equal(1.25, Scores(answer.Json.GetProperty("results")[0])[1], 1e-5);
    }

    [Theory]
    [InlineData("\"words\"", "not-fine:0,3,0.75|film:3,1,0.25")]
    [InlineData("\"sentences\"", "not-fine film:0,4,1")]
    [InlineData(
        """[{"start":4,"end":13},{"start":3,"end":8},{"start":0,"end":13}]""", "fine film:2,2,1.75|-fine:1,2,1.5|not-fine film:0,4,1")]
    public async Task Explain_Spans_SumTheirTokens(string spans, string expected)
    {
        var result = await ResultAsync($$"""{"inputs":"not-fine film","target":"positive","spans":{{spans}}}""");

        double hyphen = Scores(result)[1];
        Assert.Equal(
            expected,
            string.Join('|', result.GetProperty("spans").EnumerateArray().Select(span =>
            {
                int first = span.GetProperty("firstToken").GetInt32(), count = span.GetProperty("tokenCount").GetInt32();
                double score = span.GetProperty("score").GetDouble() - (first <= 1 && first + count > 1 ? hyphen : 0);
                Assert.Equal(
                    span.GetProperty("text").GetString(),
                    "not-fine film"[span.GetProperty("start").GetInt32()..span.GetProperty("end").GetInt32()]);
                return FormattableString.Invariant($"{span.GetProperty("text").GetString()}:{first},{count},{score}");
            })));
    }

    [Fact]
    public async Task Explain_Methods_StandSideBySideWithTheirAgreement()
    {
        var answer = await service.PostAsync(
            "/explain",
            """{"inputs":"a fine film","target":"positive","methods":["evidence",{"name":"occlusion","parameters":{"window":2}},"word_weights"]}""");

        Assert.False(answer.Json.TryGetProperty("method", out _));
        var result = answer.Json.GetProperty("results")[0];
        Assert.False(result.TryGetProperty("tokens", out _));
        JsonElement[] explanations = [.. result.GetProperty("explanations").EnumerateArray()];
        Assert.Equal(
            ["evidence", "occlusion", "word_weights"],
            explanations.Select(one => one.GetProperty("method").GetProperty("name").GetString()));
        Assert.Equal(2, explanations[1].GetProperty("method").GetProperty("parameters").GetProperty("window").GetInt32());
        var agreement = result.GetProperty("agreement");
        Assert.Equal(0.5, agreement.GetProperty("threshold").GetDouble());
        JsonElement[] pairs = [.. agreement.GetProperty("pairs").EnumerateArray()];
        Assert.Equal(3, pairs.Length);
        Assert.Equal(["evidence", "occlusion"], pairs[0].GetProperty("methods").EnumerateArray().Select(name => name.GetString()));
        Assert.InRange(pairs[0].GetProperty("spearman").GetDouble(), -1, 1);
        Assert.Equal(
            pairs.Any(pair => pair.GetProperty("disagree").GetBoolean()), agreement.GetProperty("disagree").GetBoolean());
    }

    /// <summary>Evidence of an additive model and leaving out are the same number, so they agree; against the words' ids turned round they
    /// do not.</summary>
    [Fact]
    public async Task Explain_Agreement_FlagsMethodsThatDiffer()
    {
        var same = (await ResultAsync(
            """{"inputs":"a fine film not","target":"positive","methods":["evidence","occlusion"]}""")).GetProperty("agreement");
        var other = (await ResultAsync(
            """{"inputs":"fine a not film","target":"positive","methods":["evidence","word_weights"]}""")).GetProperty("agreement");

        Assert.Equal(
            (1, false), (same.GetProperty("pairs")[0].GetProperty("spearman").GetDouble(), same.GetProperty("disagree").GetBoolean()));
        Assert.Equal(
            other.GetProperty("pairs")[0].GetProperty("spearman").GetDouble() < 0.5, other.GetProperty("disagree").GetBoolean());
    }

    [Fact]
    public async Task Explain_Metrics_AreNamedWithTheirRule()
    {
        var result = await ResultAsync("""{"inputs":"a fine film","metrics":["comprehensiveness","infidelity"],"removal":"pad"}""");

        var metrics = result.GetProperty("metrics");
        Assert.Equal("comprehensiveness", metrics[0].GetProperty("name").GetString());
        Assert.True(metrics[0].GetProperty("value").GetDouble() > 0);
        Assert.Equal("pad", metrics[0].GetProperty("removal").GetString());
        Assert.True(metrics[0].GetProperty("bins").GetArrayLength() > 0);

        // Evidence of an additive model foretells every removal.
        Assert.Equal(0, metrics[1].GetProperty("value").GetDouble(), 1e-6);
        Assert.True(result.GetProperty("metricsCost").GetProperty("modelCalls").GetInt32() > 0);
        Assert.Equal(1, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
    }

    [Theory]
    [InlineData("fine")]
    [InlineData("unseen unheard")]
    public async Task Explain_OneTokenOrNoneKnown_IsAnswered(string text)
    {
        var answer = await service.PostAsync(
            "/explain",
            $$"""{"inputs":"{{text}}","target":"positive","methods":["evidence","word_weights","occlusion"],"spans":"words"}""");

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var explanations = answer.Json.GetProperty("results")[0].GetProperty("explanations");
        Assert.All(explanations.EnumerateArray(), one => Assert.Equal(text.Split(' ').Length, one.GetProperty("tokens").GetArrayLength()));
        Assert.All(
            explanations[0].GetProperty("tokens").EnumerateArray(),
            token => Assert.Equal(text != "fine", token.GetProperty("outOfVocabulary").GetBoolean()));
    }

    [Fact]
    public async Task Explainers_List_NamesTheMetrics() =>
        Assert.Contains(
            "comprehensiveness",
            (await service.GetAsync("/explainers")).Json.GetProperty("metrics").EnumerateArray().Select(
                metric => metric.GetProperty("name").GetString()));

    private static double[] Scores(JsonElement result) =>
        [.. result.GetProperty("tokens").EnumerateArray().Select(token => token.GetProperty("score").GetDouble())];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(number => number.GetDouble())];

    private async Task<JsonElement> ResultAsync(string request)
    {
        var answer = await service.PostAsync("/explain", request);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json.GetProperty("results")[0];
    }
}
