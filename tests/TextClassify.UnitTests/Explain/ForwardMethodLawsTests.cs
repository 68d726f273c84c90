using Microsoft.Extensions.Time.Testing;
using TextClassify.Explain;
using TextClassify.Explain.Coalitions;
using TextClassify.Explain.Perturbation;
using TextClassify.Forward;
using TextClassify.Text;
using TextClassify.UnitTests.Forward;

namespace TextClassify.UnitTests.Explain;

/// <summary>What holds of every method that only runs rows forward.</summary>
public sealed class ForwardMethodLawsTests
{
    private const string Exact = """{"baseline":"pad"}""";

    public static TheoryData<string> Methods => ["occlusion", "leave_one_out", "shapley_sampling", "partition_shap", "lime"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_AdditiveModel_GivesEachTokenItsOwnWeight(string method)
    {
        foreach (int length in (int[])[1, 2, 7, 40])
        {
            int[] ids = ExplainRequests.Ids(length, seed: length);

            var explanation = await ExplainAsync(Of(method), new AdditiveModel(), ids, Parameters(method));

            // LIME's ridge shrinks by its penalty; all others are exact to the bit.
            AssertClose([.. ids.Select(id => (double)AdditiveModel.Weight(id, 0))], explanation.Scores, method == "lime" ? 1e-3 : 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_ConstantModel_GivesZeros(string method)
    {
        foreach (string output in (string[])["logit", "probability", "log_odds", "log_probability"])
        {
            var explanation = await ExplainAsync(
                Of(method), new ConstantModel(), ExplainRequests.Ids(9, seed: 1), $$"""{"output":"{{output}}"}""");

            Assert.All(explanation.Scores, score => Assert.Equal(0, score, 1e-12));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_TokensThatStandForNothing_GetExactlyNothing(string method)
    {
        int[] ids = [Vocabulary.UnknownId, 9, Vocabulary.UnknownId, 30];

        var explanation = await ExplainAsync(Of(method), new SquareModel(), ids, """{"baseline":"unk"}""");

        Assert.Equal(0, explanation.Scores[0]);
        Assert.Equal(0, explanation.Scores[2]);
        Assert.NotEqual(0, explanation.Scores[1]);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_AllUnknown_GivesZeros(string method)
    {
        var explanation = await ExplainAsync(Of(method), new SquareModel(), [1, 1, 1], """{"baseline":"unk"}""");

        Assert.Equal([0, 0, 0], explanation.Scores);
        Assert.True(explanation.Certificate?.Converged ?? true);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_AnyBlockSize_GivesTheSameBits(string method)
    {
        int[] ids = ExplainRequests.Ids(11, seed: 4);
        var expected = await ExplainAsync(Of(method), new SquareModel(), ids, "{}");

        foreach (int blockTokens in (int[])[1, 23, 100])
        {
            var explanation = await ExplainAsync(Of(method, blockTokens), new SquareModel(), ids, "{}");

            Assert.Equal(expected.Scores, explanation.Scores);
            Assert.Equal(expected.Attributions[0].StandardErrors, explanation.Attributions[0].StandardErrors);
            Assert.Equal(expected.ModelCalls, explanation.ModelCalls);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_AllTargets_EqualsEachAloneForTheSameCalls(string method)
    {
        int[] ids = ExplainRequests.Ids(6, seed: 8);
        var explainer = Of(method);
        var request = ExplainRequests.Of(explainer, ids, new AdditiveModel(), target: null) with { AllTargets = true };

        var all = await explainer.ExplainAsync(request, new AdditiveModel(), TestContext.Current.CancellationToken);

        Assert.Equal([0, 1], all.Attributions.Select(attribution => attribution.Target));
        foreach (var attribution in all.Attributions)
        {
            var alone = await explainer.ExplainAsync(
                request with { AllTargets = false, Target = attribution.Target },
                new AdditiveModel(),
                TestContext.Current.CancellationToken);
            AssertClose([.. alone.Scores.Select(score => (double)score)], attribution.Scores, 1e-6);
            Assert.Equal(alone.ModelCalls, all.ModelCalls);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_DeadlinePassed_GivesWhatItHasAndSaysSo(string method)
    {
        int[] ids = ExplainRequests.Ids(8, seed: 8);
        var explainer = Of(method, blockTokens: 1);
        var request = ExplainRequests.Of(explainer, ids, new SquareModel()) with
        {
            Deadline = Deadline.After(new FakeTimeProvider(), TimeSpan.Zero),
        };

        var cut = await explainer.ExplainAsync(request, new SquareModel(), TestContext.Current.CancellationToken);
        var whole = await explainer.ExplainAsync(
            request with { Deadline = Deadline.None }, new SquareModel(), TestContext.Current.CancellationToken);

        Assert.True(cut.Interrupted);
        Assert.False(whole.Interrupted);
        Assert.True(cut.ModelCalls < whole.ModelCalls);
        Assert.False(cut.Certificate?.Converged ?? false);
        Assert.True(whole.Certificate?.Converged ?? true);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_Cancelled_Throws(string method)
    {
        using var source = new CancellationTokenSource();
        var explainer = Of(method, blockTokens: 1);
        var model = new CancellingModel(source, after: 2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => explainer.ExplainAsync(ExplainRequests.Of(explainer, ExplainRequests.Ids(8, seed: 1), model), model, source.Token));
        Assert.Equal(2, model.Calls);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_TwoThousandTokens_StaysInItsBlocks(string method)
    {
        int[] ids = ExplainRequests.Ids(2_000, seed: 2);
        string parameters = method switch
        {
            "occlusion" => """{"baseline":"pad","window":64,"stride":64}""",
            "shapley_sampling" => """{"baseline":"pad","n_samples":2}""",
            "lime" => """{"baseline":"pad","n_samples":64}""",
            _ => Exact,
        };
        var model = new FirstTokenModel();

        var explanation = await ExplainAsync(Of(method), model, ids, parameters);

        Assert.Equal(2_000, explanation.Scores.Length);
        Assert.InRange(model.LargestBlock, 1, RowRun.DefaultBlockTokens);
        Assert.Equal(explanation.Scores.Max(), explanation.Scores[0]);
    }

    private static string Parameters(string method) => method switch
    {
        "lime" => """{"baseline":"pad","alpha":1e-6}""",
        "partition_shap" => """{"baseline":"pad","max_evals":10000}""",
        _ => Exact,
    };

    private static IExplainer Of(string method, int blockTokens = RowRun.DefaultBlockTokens) => method switch
    {
        "occlusion" => new OcclusionExplainer(blockTokens),
        "leave_one_out" => new LeaveOneOutExplainer(blockTokens),
        "shapley_sampling" => new ShapleySamplingExplainer(blockTokens),
        "partition_shap" => new PartitionShapExplainer(blockTokens),
        _ => new LimeExplainer(blockTokens),
    };

    private static Task<Explanation> ExplainAsync(IExplainer explainer, IForwardPass model, int[] ids, string parameters) =>
        explainer.ExplainAsync(ExplainRequests.Of(explainer, ids, model, parameters), model, TestContext.Current.CancellationToken);

    private static void AssertClose(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    /// <summary>z_0 = (sum_t id_t / 8)^2, with the unknown word and padding as 0; all tokens interact.</summary>
    private class SquareModel : IForwardPass
    {
        public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 1, StateWidth: 1, WordWidth: 1);

        public ReadOnlyMemory<float> Bias { get; } = new float[2];

        public virtual Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
            Task.FromResult(new ForwardBatch([.. rows.Select(row => Result(row.Span))], TimeSpan.Zero, TimeSpan.Zero));

        protected virtual ForwardResult Result(ReadOnlySpan<int> ids)
        {
            double sum = 0;
            foreach (int id in ids)
            {
                sum += id > Vocabulary.UnknownId ? id / 8.0 : 0;
            }

            return new ForwardResult { Logits = [(float)(sum * sum), 0] };
        }
    }

    private sealed class CancellingModel(CancellationTokenSource source, int after) : SquareModel
    {
        public int Calls { get; private set; }

        public override Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
        {
            if (++Calls == after)
            {
                source.Cancel();
            }

            return base.RunAsync(rows, outputs, CancellationToken.None);
        }
    }

    /// <summary>Only the first token counts.</summary>
    private sealed class FirstTokenModel : SquareModel
    {
        public int LargestBlock { get; private set; }

        public override Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
        {
            LargestBlock = Math.Max(LargestBlock, rows.Sum(row => row.Length));
            return base.RunAsync(rows, outputs, cancellationToken);
        }

        protected override ForwardResult Result(ReadOnlySpan<int> ids) => new() { Logits = [ids[0], 0] };
    }
}
