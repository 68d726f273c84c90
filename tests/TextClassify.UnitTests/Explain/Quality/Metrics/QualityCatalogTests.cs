using Microsoft.Extensions.Time.Testing;
using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain.Quality.Metrics;

/// <summary>
/// The metrics on <see cref="AdditiveModel"/>, whose answer to any subset is known: the logits' difference is 3/4 and 3/8 of each id, so
/// the first label's probability of tokens that sum to s is 1 / (1 + exp(-(0.75 + 0.375 s) / T)).
/// </summary>
public sealed class QualityCatalogTests
{
    private const double Temperature = 8;

    // The bins of ten tokens hold 1, 1, 1, 2 and 5; the highest five are 11, 10, 9, 8, 7 of a sum of 65.
    private static readonly int[] Kept = [11, 11, 11, 21, 45], Left = [54, 54, 54, 44, 20];
    private static readonly int[] Ids = [2, 9, 4, 3, 7, 5, 8, 6, 11, 10];
    private static readonly float[] ById = [.. Ids.Select(id => (float)id)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comprehensiveness_HighestTokens_AreTakenAwayByErasersBins()
    {
        var value = await Measure("comprehensiveness", ById);

        double[] falls = [.. Left.Select(left => P(65) - P(left))];
        Assert.Equal(falls.Average(), value.Value!.Value, 1e-6);
        Assert.Equal([0.01, 0.05, 0.1, 0.2, 0.5], value.Bins!.Select(bin => bin.Share));
        Assert.Equal([1, 1, 1, 2, 5], value.Bins!.Select(bin => bin.Tokens));
        Assert.Equal(falls, value.Bins!.Select(bin => bin.Value), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(RemovalRule.Delete, value.Removal);
    }

    [Fact]
    public async Task Sufficiency_HighestTokens_AreAllThatIsLeft()
    {
        var value = await Measure("sufficiency", ById);

        Assert.Equal(Kept.Average(kept => P(65) - P(kept)), value.Value!.Value, 1e-6);
    }

    [Theory]
    [InlineData(RemovalRule.Delete, 0)]
    [InlineData(RemovalRule.Pad, 0)]
    [InlineData(RemovalRule.Unk, 1)]
    public async Task LogOdds_RemovalRule_StandsInForTheHighestFifth(RemovalRule rule, int substitute)
    {
        var value = await Measure("log_odds", ById, options: new QualityOptions { Removal = rule });

        Assert.Equal(Math.Log(P(44 + (2 * substitute)) / P(65)), value.Value!.Value, 1e-6);
        Assert.Equal(rule, value.Removal);
    }

    [Fact]
    public async Task Metrics_OtherTarget_ReadItsProbability()
    {
        // Id by id the second label loses: without the largest its probability rises.
        var value = await Measure("comprehensiveness", ById, target: 1);

        Assert.Equal(Left.Average(left => P(left) - P(65)), value.Value!.Value, 1e-6);
    }

    [Fact]
    public async Task DeletionAuc_Order_IsTheMeanOfTheCurve()
    {
        int[] left = [65, 54, 44, 35, 27, 20, 14, 9, 5, 2, 0];

        double area = left.Zip(left.Skip(1), (a, b) => (P(a) + P(b)) / 2).Average();

        Assert.Equal(area, (await Measure("deletion_auc", ById)).Value!.Value, 1e-6);
    }

    [Fact]
    public async Task InsertionAuc_Order_IsTheMeanOfTheCurve()
    {
        int[] kept = [0, 11, 21, 30, 38, 45, 51, 56, 60, 63, 65];

        double area = kept.Zip(kept.Skip(1), (a, b) => (P(a) + P(b)) / 2).Average();

        Assert.Equal(area, (await Measure("insertion_auc", ById)).Value!.Value, 1e-6);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(10)]
    public async Task Naopc_BestAndWorstOrder_AreItsEnds(int tokens)
    {
        int[] ids = Ids[..tokens];
        float[] best = ById[..tokens], worst = Array.ConvertAll(best, score => -score);

        Assert.Equal(1, (await Measure("naopc_comprehensiveness", best, ids: ids)).Value!.Value, 1e-6);
        Assert.Equal(0, (await Measure("naopc_comprehensiveness", worst, ids: ids)).Value!.Value, 1e-6);
        Assert.Equal(0, (await Measure("naopc_sufficiency", best, ids: ids)).Value!.Value, 1e-6);
        Assert.Equal(1, (await Measure("naopc_sufficiency", worst, ids: ids)).Value!.Value, 1e-6);
    }

    [Fact]
    public async Task Naopc_TextBeyondTheLimit_SaysWhy()
    {
        var value = await Measure("naopc_comprehensiveness", new float[65], ids: [.. Enumerable.Repeat(3, 65)]);

        Assert.Null(value.Value);
        Assert.Equal("The text has 65 tokens; the search for its limits takes at most 64.", value.Reason);
    }

    [Fact]
    public async Task LeaveOneOutTau_ScoresInTheOrderOfTheDrops_IsOne()
    {
        Assert.Equal(1, (await Measure("leave_one_out_tau", ById)).Value!.Value, 1e-12);
        Assert.Equal(-1, (await Measure("leave_one_out_tau", ById, target: 1)).Value!.Value, 1e-12);
    }

    [Fact]
    public async Task Infidelity_ExactWeights_IsZeroAndTheirDoubleIsNot()
    {
        float[] weights = [.. Ids.Select(id => AdditiveModel.Weight(id, 0))];
        float[] twice = [.. weights.Select(weight => 2 * weight)];

        Assert.Equal(0, (await Measure("infidelity", weights)).Value!.Value, 1e-9);
        Assert.Equal(0, (await Measure("infidelity_scaled", twice)).Value!.Value, 1e-9);

        // Doubled scores miss each drop by itself.
        double misses = (await Measure("infidelity", twice)).Value!.Value;
        Assert.Equal((await Measure("infidelity", new float[10])).Value!.Value, misses, 1e-5);
        Assert.True(misses > 1);
    }

    [Fact]
    public async Task Infidelity_Foil_IsOfTheDifference()
    {
        float[] weights = [.. Ids.Select(id => AdditiveModel.Weight(id, 1) - AdditiveModel.Weight(id, 0))];

        Assert.Equal(0, (await Measure("infidelity", weights, target: 1, foil: 0)).Value!.Value, 1e-9);
    }

    [Fact]
    public async Task MeasureAsync_OneToken_HasAValueOrAReason()
    {
        string[] metrics = [.. QualityCatalog.All.Select(metric => metric.Name)];

        var report = await QualityCatalog.MeasureAsync(
            metrics, Subject([1], [5], 0, null), new AdditiveModel(), new QualityOptions(), Cancellation);

        Assert.Equal(metrics, report.Values.Select(value => value.Metric.Name));
        Assert.All(report.Values, value => Assert.NotEqual(value.Value is null, value.Reason is null));
        Assert.Equal(P(5) - P(0), report.Values[0].Value!.Value, 1e-6);
    }

    [Fact]
    public async Task MeasureAsync_SharedProbe_ReadsEachRowOnce()
    {
        var model = new AdditiveModel();
        var subject = Subject(ById, Ids, 0, null);
        var probe = new QualityProbe(subject, model, new QualityOptions());

        // Counts 1, 2 and 5 for the bins; a fifth of the tokens is 2 again.
        var first = await QualityCatalog.MeasureAsync(
            ["comprehensiveness", "log_odds", "leave_one_out_tau"], subject, probe, Deadline.None, Cancellation);
        var second = await QualityCatalog.MeasureAsync(["leave_one_out_tau"], subject, probe, Deadline.None, Cancellation);

        Assert.Equal(3 + 10, first.ModelCalls);
        Assert.Equal(0, second.ModelCalls);
        Assert.Equal(first.ModelCalls, model.Calls.Sum(rows => rows.Length));
        Assert.Equal(first.Values[2].Value, second.Values[0].Value);
    }

    [Fact]
    public async Task MeasureAsync_ProbeOfAnotherTarget_Throws()
    {
        var probe = new QualityProbe(Subject(ById, Ids, 0, null), new AdditiveModel(), new QualityOptions());

        await Assert.ThrowsAsync<ArgumentException>(
            () => QualityCatalog.MeasureAsync(["log_odds"], Subject(ById, Ids, 1, null), probe, Deadline.None, Cancellation));
    }

    [Fact]
    public async Task MeasureAsync_DeadlinePassesInAMetric_GivesThoseBeforeItAndSaysSoOfTheRest()
    {
        var time = new FakeTimeProvider();
        var model = new AdditiveModel();
        int runs = 0;
        var slow = new BeforeEachRun(model, () => time.Advance(TimeSpan.FromSeconds(++runs == 1 ? 1 : 10)));
        var subject = Subject(ById, Ids, 0, null);
        var probe = new QualityProbe(subject, slow, new QualityOptions());

        var report = await QualityCatalog.MeasureAsync(
            ["comprehensiveness", "leave_one_out_tau", "infidelity"],
            subject,
            probe,
            Deadline.After(time, TimeSpan.FromSeconds(5)),
            Cancellation);

        Assert.NotNull(report.Values[0].Value);
        Assert.All(report.Values.Skip(1), value => Assert.Equal("The deadline passed before it was measured.", value.Reason));
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task MeasureAsync_CallerLeaves_Throws()
    {
        using var caller = new CancellationTokenSource();
        var slow = new BeforeEachRun(new AdditiveModel(), caller.Cancel);
        var subject = Subject(ById, Ids, 0, null);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => QualityCatalog.MeasureAsync(
            ["comprehensiveness", "leave_one_out_tau"], subject, slow, new QualityOptions(), caller.Token));
    }

    private static double P(double sum) => 1 / (1 + Math.Exp(-(0.75 + (0.375 * sum)) / Temperature));

    private static async Task<QualityValue> Measure(
        string metric, float[] scores, int[]? ids = null, int target = 0, int? foil = null, QualityOptions? options = null)
    {
        var report = await QualityCatalog.MeasureAsync(
            [metric], Subject(scores, ids ?? Ids, target, foil), new AdditiveModel(), options ?? new QualityOptions(), Cancellation);
        return report.Values[0];
    }

    private static QualitySubject Subject(float[] scores, int[] ids, int target, int? foil)
    {
        var explainer = ExplainerCatalog.Default.Find("occlusion")!;
        return new QualitySubject
        {
            Explainer = explainer,
            Request = ExplainRequests.Of(explainer, ids, new AdditiveModel(), target: target, foil: foil, temperature: Temperature),
            Explanation = new Explanation
            {
                Attributions = [new Attribution { Scores = scores, Target = target, Foil = foil }],
                Logits = [0.5f + ids.Sum(id => AdditiveModel.Weight(id, 0)), -0.25f + ids.Sum(id => AdditiveModel.Weight(id, 1))],
                ModelCalls = 0,
                Queue = TimeSpan.Zero,
                Compute = TimeSpan.Zero,
            },
        };
    }
}
