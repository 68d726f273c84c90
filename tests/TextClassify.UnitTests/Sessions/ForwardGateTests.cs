using TextClassify.Forward;
using TextClassify.Inference.Sessions;

namespace TextClassify.UnitTests.Sessions;

public sealed class ForwardGateTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnterAsync_QueueFull_RefusesAtOnce()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 2);
        await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
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
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 1);
        await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
        var waiting = Enter(gate);

        var next = gate.EnterAsync(ForwardLane.Interactive, admitted: true, Cancellation).AsTask();

        Assert.False(next.IsCompleted);
        Exit(gate);
        await waiting;
        Exit(gate);
        await next;
    }

    [Fact]
    public async Task EnterAsync_SomeoneWaits_DoesNotOvertake()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);
        await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
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
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 1);
        await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
        using var source = new CancellationTokenSource();
        var waiting = gate.EnterAsync(ForwardLane.Interactive, admitted: false, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
        Exit(gate);
        await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
    }

    [Fact]
    public async Task EnterAsync_Storm_NeverExceedsTheSlotsAndEndsEmpty()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 3, queueCapacity: 1000);
        int running = 0, most = 0;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(
            async () =>
            {
                await gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation);
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
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var bulk = gate.EnterAsync(ForwardLane.Bulk, admitted: false, Cancellation).AsTask();

        Assert.True(Enter(gate).IsCompletedSuccessfully);

        Exit(gate);
        Assert.False(bulk.IsCompleted);
        gate.Exit(ForwardLane.Bulk);
        await bulk;
    }

    [Fact]
    public async Task RunAsync_EachLane_ComputesOnItsOwnKindOfThread()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);
        var here = Thread.CurrentThread;
        Thread? interactive = null;
        string? bulk = null;

        var entering = gate.RunAsync(ForwardLane.Interactive, admitted: false, () => interactive = Thread.CurrentThread, TimeProvider.System, Cancellation);
        await gate.RunAsync(ForwardLane.Bulk, admitted: false, () => bulk = Thread.CurrentThread.Name, TimeProvider.System, Cancellation);
        await entering;

        Assert.Same(here, interactive);
        Assert.Equal(QuietThreads.Name, bulk);
    }

    [Theory]
    [InlineData(ForwardLane.Interactive)]
    [InlineData(ForwardLane.Bulk)]
    public async Task RunAsync_RunThrows_ComesBackAndTheSlotIsFree(ForwardLane lane)
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);

        await Assert.ThrowsAsync<InvalidDataException>(
            () => gate.RunAsync(lane, admitted: false, () => throw new InvalidDataException(), TimeProvider.System, Cancellation));

        Assert.True(gate.TryEnter(lane));
    }

    [Fact]
    public async Task Dispose_SomeoneWaits_TellsThem()
    {
        var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var waiting = Enter(gate);

        gate.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Exit(gate);
    }

    private static void Exit(ForwardGate gate) => gate.Exit(ForwardLane.Interactive);

    private static Task Enter(ForwardGate gate) => gate.EnterAsync(ForwardLane.Interactive, admitted: false, Cancellation).AsTask();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
