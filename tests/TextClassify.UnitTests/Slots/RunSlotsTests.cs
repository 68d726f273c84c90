using Microsoft.Extensions.Time.Testing;
using TextClassify.Forward;
using TextClassify.Inference.Sharing;
using TextClassify.Inference.Slots;

namespace TextClassify.UnitTests.Slots;

public sealed class RunSlotsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_QueueFull_RefusesAtOnce()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 2);
        await Enter(gate);
        Task first = Enter(gate), second = Enter(gate);

        var error = await Assert.ThrowsAsync<ForwardQueueFullException>(() => Enter(gate));

        Assert.Equal(2, error.Capacity);
        Assert.Equal(2, gate.Waiting);
        Exit(gate);
        await first;
        Exit(gate);
        await second;
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_AlreadyAdmitted_WaitsEvenWhenTheQueueIsFull()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 1);
        await Enter(gate);
        var waiting = Enter(gate);

        var next = Enter(gate, admitted: true);

        Assert.False(next.IsCompleted);
        Exit(gate);
        await waiting;
        Exit(gate);
        await next;
    }

    [Fact]
    public async Task EnterAsync_SomeoneWaits_DoesNotOvertake()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        await Enter(gate);
        Task first = Enter(gate), second = Enter(gate);

        Exit(gate);
        await first;

        Assert.False(second.IsCompleted);
        Exit(gate);
        await second;
    }

    [Fact]
    public async Task EnterAsync_CancelledWhileWaiting_LeavesTheQueue()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 1);
        await Enter(gate);
        using var source = new CancellationTokenSource();
        var waiting = Enter(gate, cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
        Exit(gate);
        await Enter(gate);
    }

    [Fact]
    public async Task EnterAsync_Storm_NeverExceedsTheSlotsAndEndsEmpty()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 3, queueCapacity: 1000);
        int running = 0, most = 0;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(
            async () =>
            {
                await Enter(gate);
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                Exit(gate);
            },
            Cancellation)));

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_BulkHasItsSlots_InteractiveEntersAtOnce()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var bulk = Enter(gate, ForwardLane.Bulk);

        Assert.True(Enter(gate).IsCompletedSuccessfully);

        Exit(gate);
        Assert.False(bulk.IsCompleted);
        gate.Exit(ForwardLane.Bulk);
        await bulk;
    }

    [Fact]
    public async Task RunAsync_EachLane_ComputesOnItsOwnKindOfThread()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        var here = Thread.CurrentThread;
        Thread? interactive = null;
        string? bulk = null;

        var entering = gate.RunAsync(
            ForwardLane.Interactive,
            admitted: false,
            tokens: 1,
            () => interactive = Thread.CurrentThread,
            TimeProvider.System,
            Cancellation);
        await gate.RunAsync(
            ForwardLane.Bulk, admitted: false, tokens: 1, () => bulk = Thread.CurrentThread.Name, TimeProvider.System, Cancellation);
        await entering;

        Assert.Same(here, interactive);
        Assert.Equal(LowPriorityThreads.Name, bulk);
    }

    [Theory]
    [InlineData(ForwardLane.Interactive)]
    [InlineData(ForwardLane.Bulk)]
    public async Task RunAsync_RunThrows_ComesBackAndTheSlotIsFree(ForwardLane lane)
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => gate.RunAsync(
                lane, admitted: false, tokens: 1, () => throw new InvalidDataException(), TimeProvider.System, Cancellation));

        Assert.True(gate.TryEnter(lane));
    }

    [Fact]
    public async Task RunAsync_CancelledOnceItHasItsSlot_RunsNothingAndTheSlotIsFree()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        using var source = new CancellationTokenSource();
        bool ran = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.RunAsync(
            ForwardLane.Interactive, admitted: false, tokens: 1, () => ran = true, new CancellingClock(source, reading: 2), source.Token));

        Assert.False(ran);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
    }

    // Passes that share no runs, gradients and characters among them, come by turns too.
    [Fact]
    public async Task RunAsync_ACallerHasManyRunsWaiting_AnothersIsNext()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 100);
        var clock = new FakeTimeProvider();
        var order = new List<string>();
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        Task[] many = [.. Enumerable.Range(0, 8).Select(_ => RunAs(new NamedOwner("many")))];
        var one = RunAs(new NamedOwner("one"));

        gate.Exit(ForwardLane.Bulk);
        await Task.WhenAll([.. many, one]);

        Assert.Equal(1, order.IndexOf("one"));

        Task RunAs(RunOwner owner) => owner.Begin(() => gate.RunAsync(
            ForwardLane.Bulk,
            admitted: false,
            tokens: 10,
            () =>
            {
                order.Add(owner.Caller);
                clock.Advance(TimeSpan.FromMilliseconds(10));
            },
            clock,
            Cancellation));
    }

    [Fact]
    public async Task RunAsync_SlotsAreTaken_OnlyABriefRunPasses()
    {
        using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 100, briefSlots: 1);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var dear = gate.RunAsync(
            ForwardLane.Bulk, admitted: false, FairShares.BriefTokens + 1, static () => { }, TimeProvider.System, Cancellation);

        await new NamedOwner("other").Begin(
            () => gate.RunAsync(
                ForwardLane.Bulk, admitted: false, FairShares.BriefTokens, static () => { }, TimeProvider.System, Cancellation));

        Assert.False(dear.IsCompleted);
        gate.Exit(ForwardLane.Bulk);
        await dear;
    }

    [Fact]
    public async Task Dispose_SomeoneWaits_TellsThem()
    {
        var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 8);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var waiting = Enter(gate);

        gate.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Exit(gate);
    }

    private static void Exit(RunSlots gate) => gate.Exit(ForwardLane.Interactive);

    private static Task<Slot> Enter(
        RunSlots gate, ForwardLane lane = ForwardLane.Interactive, bool admitted = false, CancellationToken? cancellationToken = null) =>
        gate.EnterAsync(lane, new OwnTurn(gate.Shares(lane).Arrive(), tokens: 1), admitted, cancellationToken ?? Cancellation).AsTask();

    /// <summary>Cancels at its so many-th reading: the gate reads it on arrival, and when it has the slot.</summary>
    private sealed class CancellingClock(CancellationTokenSource source, int reading) : TimeProvider
    {
        private int _readings;

        public override long GetTimestamp()
        {
            if (++_readings == reading)
            {
                source.Cancel();
            }

            return base.GetTimestamp();
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
