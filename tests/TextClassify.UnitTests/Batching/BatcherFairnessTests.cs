using System.Collections;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sharing;
using TextClassify.Inference.Slots;
using static TextClassify.UnitTests.Batching.BatcherCalls;

namespace TextClassify.UnitTests.Batching;

/// <summary>Whose rows run when, where more callers than one wait. Rows are told apart by their first token; a caller's begin at a number
/// of its own.</summary>
public sealed class BatcherFairnessTests
{
    private const int OfACaller = 100_000;

    private static readonly Gen<int[][]> AnyBacklogs =
        Gen.OneOf(Gen.Int[1, 40], Gen.Int[10, 12]).Array[100, 300].Array[2, 5];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Eight connections of the dearest explanations made another caller wait for 20 s: the lane was first come, first served.
    [Fact]
    public async Task RunAsync_EightCallersWithAThousandRows_AnothersRowIsInTheSecondRun()
    {
        var runner = new EchoRunner { Clock = new FakeTimeProvider() };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), time: runner.Clock);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var dear = Enumerable.Range(0, 8).Select(
            caller => Call(batcher, new NamedOwner($"dear {caller}"), caller, Enumerable.Repeat(10, 1_000))).ToArray();
        var other = Call(batcher, new NamedOwner("other"), 9, [10]);

        gate.Exit(ForwardLane.Bulk);
        await Task.WhenAll([.. dear, other]).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        // A run has ten rows. Whoever came first is in the first; the eight before are due before the ninth, and fill theirs.
        Assert.InRange(runner.Order.ToList().IndexOf(9 * OfACaller), 0, 8 * 10);
    }

    [Fact]
    public async Task RunAsync_OneCallerWithEightRequests_GetsHalfBesideACallerWithOne()
    {
        var runner = new EchoRunner { Clock = new FakeTimeProvider() };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), time: runner.Clock);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var many = Enumerable.Range(0, 8).Select(
            request => Call(batcher, new NamedOwner("many"), request, Enumerable.Repeat(10, 200))).ToArray();
        var one = Call(batcher, new NamedOwner("one"), 9, Enumerable.Repeat(10, 200));

        gate.Exit(ForwardLane.Bulk);
        await Task.WhenAll([.. many, one]).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        var order = runner.Order.ToList();
        int others = order.Take(order.LastIndexOf((9 * OfACaller) + 199)).Count(row => row < 9 * OfACaller);
        Assert.InRange(others, 200 - 20, 200 + 20);
        int[] first = [.. Enumerable.Range(0, 8).Select(request => order.Take(400).Count(row => row / OfACaller == request))];
        Assert.All(first, rows => Assert.InRange(rows, 10, 40));
    }

    [Fact]
    public async Task RunAsync_AnyBacklogs_NobodyIsServedMuchMoreThanAnotherWhoWaits() =>
        await Gen.Select(AnyBacklogs, Gen.Int[40, 120]).SampleAsync(
            async (backlogs, budget) =>
            {
                var runner = new EchoRunner { Clock = new FakeTimeProvider() };
                using var gate = new RunSlots(1, 100);
                using var batcher = Batcher(runner, gate, Rules(budget), time: runner.Clock);
                Assert.True(gate.TryEnter(ForwardLane.Bulk));
                var calls = backlogs.Select(
                    (lengths, caller) => Call(batcher, new NamedOwner($"caller {caller}"), caller, lengths)).ToArray();

                gate.Exit(ForwardLane.Bulk);
                await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

                int[] served = new int[backlogs.Length], left = [.. backlogs.Select(lengths => lengths.Length)];
                foreach (int row in runner.Order)
                {
                    int caller = row / OfACaller;
                    served[caller] += backlogs[caller][row % OfACaller];
                    left[caller]--;
                    int[] waiting = [.. served.Where((_, other) => left[other] > 0)];

                    // Four runs of lead, the run under way, and the one in which the lead was passed.
                    Assert.True(
                        waiting.Length == 0 || waiting.Max() - waiting.Min() <= 6 * budget,
                        $"{string.Join(", ", served)} of {budget} a run");
                }

                Assert.All(runner.Runs, run => Assert.True(run.Rows * run.Longest <= budget, $"{run} in {budget}"));
                Assert.All(runner.TimesRun, row => Assert.Equal(1, row.Value));
            },
            iter: 60,
            threads: 1);

    [Fact]
    public async Task RunAsync_DearRunUnderWay_ABriefRequestPassesIt()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var runner = new EchoRunner();
        runner.During = () =>
        {
            if (runner.Runs.Count == 1)
            {
                begun.Set();
                goOn.Wait();
            }
        };
        using var gate = new RunSlots(1, 100, briefSlots: 1);
        using var batcher = Batcher(runner, gate, Rules(100));
        var dear = Call(batcher, new NamedOwner("dear"), 1, [FairShares.BriefTokens + 1, FairShares.BriefTokens + 1]);
        begun.Wait(Cancellation);

        var other = await Call(batcher, new NamedOwner("other"), 2, [10]).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(2 * OfACaller, other.Results[0].Logits[0]);
        Assert.False(dear.IsCompleted);
        goOn.Set();
        await dear;
    }

    [Fact]
    public async Task RunAsync_NobodyToWaitFor_AsksForNoCallersName()
    {
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(new EchoRunner(), gate, Rules(100), othersWait: static () => false);
        var owner = new UnnamedOwner();

        var answer = await owner.Begin(() => batcher.RunAsync([Row(7, 10)], ForwardOutputs.Logits, Interactive, Cancellation));

        Assert.Equal(7, answer.Results[0].Logits[0]);
    }

    // The slot is every model's: whatever fails between two runs must leave it, and answer who waits.
    [Fact]
    public async Task RunAsync_NoMemoryToGatherABatch_FailsWhatWaitsAndGoesOn()
    {
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(new EchoRunner(), gate, Rules(100));
        var rows = new RowsWithoutMemory();
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var failing = batcher.RunAsync(rows, ForwardOutputs.Logits, Bulk, Cancellation);
        rows.Fail = true;

        gate.Exit(ForwardLane.Bulk);

        await Assert.ThrowsAsync<InsufficientMemoryException>(() => failing.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        var next = await Call(batcher, new NamedOwner("next"), 1, [10]).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal(OfACaller, next.Results[0].Logits[0]);
        Assert.Equal(0, batcher.Depth(ForwardLane.Bulk));
    }

    private sealed class RowsWithoutMemory : IReadOnlyList<ReadOnlyMemory<int>>
    {
        public bool Fail { get; set; }

        public int Count => 2;

        public ReadOnlyMemory<int> this[int index] => Fail ? throw new InsufficientMemoryException() : Row(index, 10);

        public IEnumerator<ReadOnlyMemory<int>> GetEnumerator() => throw new NotSupportedException();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private static Task<ForwardBatch> Call(Batcher batcher, RunOwner owner, int caller, IEnumerable<int> lengths) =>
        owner.Begin(() => batcher.RunAsync(
        [.. lengths.Select((length, row) => Row((caller * OfACaller) + row, length))], ForwardOutputs.Logits, Bulk, Cancellation));

    private sealed class UnnamedOwner : RunOwner
    {
        protected override string NameCaller() => throw new InvalidOperationException("A name was asked for.");
    }
}
