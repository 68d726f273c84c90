using CsCheck;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;

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
            expected,
            string.Join(' ', TinyForward.Parts(batch.Results[0]).Where(part => part.Values.Length > 0).Select(part => part.Name)));
    }

    [Fact]
    public async Task RunAsync_EachPart_HasTheShapeOfTheContract()
    {
        using var model = TinyForward.Open();

        var batch = await model.RunAsync(TinyForward.Rows(1, 7, 2), TinyForward.Everything, Cancellation);

        Assert.Equal(
            [3, 7 * 3, 2 * 7, 7 * 5, 7 * 5, 7 * 19, 7 * 3], TinyForward.Parts(batch.Results[0]).Select(part => part.Values.Length));
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

        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => model.RunAsync([.. TinyForward.Rows(1, 3), default], ForwardOutputs.Logits, Cancellation));

        Assert.StartsWith("Row 1 has no token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunAsync_FreeGate_IsDoneWhenItReturns()
    {
        using var model = TinyForward.Open();

        var interactive = model.Under(new ForwardTerms(ForwardLane.Interactive));

        // While other tests' work waits for the thread pool, a call goes to the queue.
        Assert.True(SpinWait.SpinUntil(
            () => interactive.RunAsync(TinyForward.Rows(1, 4, 9), ForwardOutputs.Logits, Cancellation).IsCompletedSuccessfully,
            TimeSpan.FromSeconds(30)));
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

    [Fact]
    public async Task RunAsync_SameRowsTwice_GivesTheSameBits()
    {
        using var model = TinyForward.Open();
        var rows = TinyForward.Rows(8, 5, 12, 3);

        var first = await model.RunAsync(rows, TinyForward.Everything, Cancellation);
        var second = await model.RunAsync(rows, TinyForward.Everything, Cancellation);

        Assert.Equal(
            first.Results.SelectMany(TinyForward.Parts),
            second.Results.SelectMany(TinyForward.Parts),
            (left, right) => left.Values.SequenceEqual(right.Values));
    }

    [Fact]
    public async Task RunAsync_SeveralBlocks_CountsTheWaitForTheFirstAndTheTimeUntilTheLastEnds()
    {
        using var model = TinyForward.Open(new InferenceOptions { MaxBatchTokens = 1, MaxConcurrentRuns = 1 }, new SteppingTime());

        var batch = await model.RunAsync(TinyForward.Rows(1, 4, 4, 4), ForwardOutputs.Logits, Cancellation);

        Assert.Equal(TimeSpan.FromSeconds(1), batch.Queue);
        Assert.InRange(batch.Compute, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task RunAsync_ManyCallersThroughTheQueue_EachGetsWhatItGetsAlone()
    {
        var options = new InferenceOptions { MaxConcurrentRuns = 2, MaxBatchTokens = 256 };
        using var gate = RunSlots.Create(options);
        var (session, _) = new SessionFactory(options).Open(TinyForward.Path, scope: null, TestContext.Current.CancellationToken);
        using var model = new OnnxForwardPass(session, TinyForward.Shape, gate, BatchingRules.Of(options), TimeProvider.System);
        using var alone = TinyForward.Open();
        Assert.True(
            gate.TryEnter(ForwardLane.Bulk)
                && gate.TryEnter(ForwardLane.Bulk)
                && gate.TryEnter(ForwardLane.Interactive)
                && gate.TryEnter(ForwardLane.Interactive));
        var rows = Enumerable.Range(0, 200).Select(seed => TinyForward.Rows(seed, 1 + (seed % 23))).ToArray();
        var calls = rows.Select((row, index) => model
            .Under(new ForwardTerms(index % 2 == 0 ? ForwardLane.Interactive : ForwardLane.Bulk))
            .RunAsync(row, index % 3 == 0 ? TinyForward.Everything : ForwardOutputs.Logits, Cancellation)).ToArray();

        gate.Exit(ForwardLane.Bulk);
        gate.Exit(ForwardLane.Interactive);
        var batches = await Task.WhenAll(calls);

        for (int index = 0; index < rows.Length; index++)
        {
            var parts = index % 3 == 0 ? TinyForward.Everything : ForwardOutputs.Logits;
            AssertSame((await alone.RunAsync(rows[index], parts, Cancellation)).Results[0], batches[index].Results[0]);
        }
    }

    [Fact]
    public async Task RunAsync_QueueFull_RefusesAndServesAgainAfterwards()
    {
        var options = new InferenceOptions { MaxConcurrentRuns = 1, QueueCapacity = 1 };
        using var gate = new RunSlots(1, queueCapacity: 1);
        var (session, _) = new SessionFactory(options).Open(TinyForward.Path, scope: null, TestContext.Current.CancellationToken);
        using var model = new OnnxForwardPass(session, TinyForward.Shape, gate, BatchingRules.Of(options), TimeProvider.System);
        var rows = TinyForward.Rows(1, 4);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var waiting = model.RunAsync(rows, ForwardOutputs.Logits, Cancellation);

        await Assert.ThrowsAsync<ForwardQueueFullException>(() => model.RunAsync(rows, ForwardOutputs.Logits, Cancellation));
        gate.Exit(ForwardLane.Bulk);

        Assert.Single((await waiting).Results);
        Assert.Single((await model.RunAsync(rows, ForwardOutputs.Logits, Cancellation)).Results);
    }

    [Fact]
    public async Task RunAsync_CancelledWhileWaiting_NeverReadsTheRowsAgain()
    {
        var options = new InferenceOptions { MaxConcurrentRuns = 1 };
        using var gate = new RunSlots(1, queueCapacity: 100);
        var (session, _) = new SessionFactory(options).Open(TinyForward.Path, scope: null, TestContext.Current.CancellationToken);
        using var model = new OnnxForwardPass(session, TinyForward.Shape, gate, BatchingRules.Of(options), TimeProvider.System);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        using var source = new CancellationTokenSource();
        int[] row = [3, 4];
        var waiting = model.RunAsync([row], ForwardOutputs.Logits, source.Token);

        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        row[0] = int.MaxValue; // Would make the graph fail, were it read.
        gate.Exit(ForwardLane.Bulk);

        Assert.Equal(0, gate.Waiting);
        Assert.Single((await model.RunAsync(TinyForward.Rows(1, 2), ForwardOutputs.Logits, Cancellation)).Results);
    }

    [Fact]
    public async Task Dispose_RunsUnderWay_LetsThemEndAndRefusesLaterOnes()
    {
        var model = TinyForward.Open(new InferenceOptions { MaxConcurrentRuns = 8 });
        var rows = TinyForward.Rows(1, [.. Enumerable.Repeat(200, 16)]);
        using var started = new CountdownEvent(4);
        var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                started.Signal();
                try
                {
                    while (true)
                    {
                        Assert.Equal(16, (await model.RunAsync(rows, ForwardOutputs.Logits, Cancellation)).Results.Length);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            },
            Cancellation)).ToArray();
        started.Wait(Cancellation);

        model.Dispose();
        await Task.WhenAll(runs);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => model.RunAsync(rows, ForwardOutputs.Logits, Cancellation));
    }

    /// <summary>One second passes between any two looks at the clock.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }

    private static void AssertSame(ForwardResult expected, ForwardResult actual)
    {
        foreach (var (left, right) in TinyForward.Parts(expected).Zip(TinyForward.Parts(actual)))
        {
            Assert.Equal(left.Values.Length, right.Values.Length);
            for (int i = 0; i < left.Values.Length; i++)
            {
                Assert.True(
                    MathF.Abs(left.Values[i] - right.Values[i]) <= 1e-5f, $"{left.Name}[{i}]: {left.Values[i]} and {right.Values[i]}");
            }
        }
    }
}
