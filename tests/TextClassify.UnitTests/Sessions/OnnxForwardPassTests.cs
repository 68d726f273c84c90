using CsCheck;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

public sealed class OnnxForwardPassTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // One caller must never get another's answer: 5 bugs of this class in three servers, research/serving.md 1.3.
    [Fact]
    public async Task RunAsync_AnyMixOfLengthsAndBudget_GivesEachRowWhatItGetsAlone()
    {
        using var alone = TinyForward.Open();
        var cases = Gen.Select(Gen.Int[1, 40].Array[1, 24], Gen.Int[1, 200], Gen.Int[0, 1_000_000]);

        await cases.SampleAsync(
            async (lengths, maxBatchTokens, seed) =>
            {
                var rows = TinyForward.Rows(seed, lengths);
                using var model = TinyForward.Open(new InferenceOptions { MaxBatchTokens = maxBatchTokens });

                var batch = await model.RunAsync(rows, TinyForward.Everything, Cancellation);

                Assert.Equal(rows.Length, batch.Results.Length);
                for (int row = 0; row < rows.Length; row++)
                {
                    var single = await alone.RunAsync([rows[row]], TinyForward.Everything, Cancellation);
                    AssertSame(single.Results[0], batch.Results[row]);
                }
            },
            iter: 40,
            threads: 1);
    }

    [Fact]
    public async Task RunAsync_Evidence_AddsUpToTheLogits()
    {
        using var model = TinyForward.Open();

        var batch = await model.RunAsync(TinyForward.Rows(1, 1, 9, 30), ForwardOutputs.Evidence, Cancellation);

        foreach (var result in batch.Results)
        {
            for (int label = 0; label < 3; label++)
            {
                float sum = model.Bias.Span[label] + result.Evidence.Where((_, index) => index % 3 == label).Sum();
                Assert.Equal(result.Logits[label], sum, 1e-5f);
            }
        }
    }

    [Fact]
    public async Task RunAsync_WordWeights_SumToOneAnAspect()
    {
        using var model = TinyForward.Open();

        var batch = await model.RunAsync(TinyForward.Rows(1, 1, 9, 30), ForwardOutputs.WordWeights, Cancellation);

        foreach (float[] weights in batch.Results.Select(result => result.WordWeights))
        {
            Assert.All(weights.Chunk(weights.Length / 2), aspect => Assert.Equal(1, aspect.Sum(), 1e-5f));
        }
    }

    [Theory]
    [InlineData(ForwardOutputs.Logits, "Logits")]
    [InlineData(ForwardOutputs.LocalLogits, "Logits LocalLogits")]
    [InlineData(ForwardOutputs.BackwardStates | ForwardOutputs.Evidence, "Logits Evidence BackwardStates")]
    public async Task RunAsync_PartsAsked_GivesTheseAndNoOther(ForwardOutputs outputs, string expected)
    {
        using var model = TinyForward.Open();

        var batch = await model.RunAsync(TinyForward.Rows(1, 4), outputs, Cancellation);

        Assert.Equal(
            expected, string.Join(' ', TinyForward.Parts(batch.Results[0]).Where(part => part.Values.Length > 0).Select(part => part.Name)));
    }

    [Fact]
    public async Task RunAsync_EachPart_HasTheShapeOfTheContract()
    {
        using var model = TinyForward.Open();

        var batch = await model.RunAsync(TinyForward.Rows(1, 7, 2), TinyForward.Everything, Cancellation);

        Assert.Equal([3, 7 * 3, 2 * 7, 7 * 5, 7 * 5, 7 * 19, 7 * 3], TinyForward.Parts(batch.Results[0]).Select(part => part.Values.Length));
    }

    [Fact]
    public async Task RunAsync_NoRows_AnswersNothing()
    {
        using var model = TinyForward.Open();

        Assert.Empty((await model.RunAsync([], ForwardOutputs.Logits, Cancellation)).Results);
    }

    [Fact]
    public async Task RunAsync_RowWithoutTokens_Throws()
    {
        using var model = TinyForward.Open();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => model.RunAsync([.. TinyForward.Rows(1, 3), default], ForwardOutputs.Logits, Cancellation));

        Assert.StartsWith("Row 1 has no token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunAsync_FreeGate_IsDoneWhenItReturns()
    {
        using var model = TinyForward.Open();

        var run = model.RunAsync(TinyForward.Rows(1, 4, 9), ForwardOutputs.Logits, Cancellation);

        Assert.True(run.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task RunAsync_ManyCallersAtOnce_EachGetsItsOwn()
    {
        using var model = TinyForward.Open(new InferenceOptions { MaxConcurrentRuns = 2, MaxBatchTokens = 64 });
        using var alone = TinyForward.Open();

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), Cancellation, async (seed, cancel) =>
        {
            var rows = TinyForward.Rows(seed, 1 + (seed % 11), 5, 17);
            var batch = await model.RunAsync(rows, TinyForward.Everything, cancel);
            for (int row = 0; row < rows.Length; row++)
            {
                AssertSame((await alone.RunAsync([rows[row]], TinyForward.Everything, cancel)).Results[0], batch.Results[row]);
            }
        });
    }

    [Fact]
    public async Task RunAsync_Cancelled_RunsNothing()
    {
        using var model = TinyForward.Open();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => model.RunAsync(TinyForward.Rows(1, 4), ForwardOutputs.Logits, new CancellationToken(canceled: true)));
    }

    private static void AssertSame(ForwardResult expected, ForwardResult actual)
    {
        foreach (var (left, right) in TinyForward.Parts(expected).Zip(TinyForward.Parts(actual)))
        {
            Assert.Equal(left.Values.Length, right.Values.Length);
            for (int i = 0; i < left.Values.Length; i++)
            {
                Assert.True(MathF.Abs(left.Values[i] - right.Values[i]) <= 1e-5f, $"{left.Name}[{i}]: {left.Values[i]} and {right.Values[i]}");
            }
        }
    }
}
