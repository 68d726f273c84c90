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
        await gate.EnterAsync(admitted: false, Cancellation);
        Task first = Enter(gate), second = Enter(gate);

        var error = await Assert.ThrowsAsync<ForwardQueueFullException>(() => Enter(gate));

        Assert.Equal(2, error.Capacity);
        Assert.Equal(2, gate.Waiting);
        gate.Exit();
        await first;
        gate.Exit();
        await second;
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task EnterAsync_AlreadyAdmitted_WaitsEvenWhenTheQueueIsFull()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 1);
        await gate.EnterAsync(admitted: false, Cancellation);
        var waiting = Enter(gate);

        var next = gate.EnterAsync(admitted: true, Cancellation).AsTask();

        Assert.False(next.IsCompleted);
        gate.Exit();
        await waiting;
        gate.Exit();
        await next;
    }

    [Fact]
    public async Task EnterAsync_SomeoneWaits_DoesNotOvertake()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 8);
        await gate.EnterAsync(admitted: false, Cancellation);
        Task first = Enter(gate), second = Enter(gate);

        gate.Exit();
        await first;

        Assert.False(second.IsCompleted);
        gate.Exit();
        await second;
    }

    [Fact]
    public async Task EnterAsync_CancelledWhileWaiting_LeavesTheQueue()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 1, queueCapacity: 1);
        await gate.EnterAsync(admitted: false, Cancellation);
        using var source = new CancellationTokenSource();
        var waiting = gate.EnterAsync(admitted: false, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, gate.Waiting);
        gate.Exit();
        await gate.EnterAsync(admitted: false, Cancellation);
    }

    [Fact]
    public async Task EnterAsync_Storm_NeverExceedsTheSlotsAndEndsEmpty()
    {
        using var gate = new ForwardGate(maxConcurrentRuns: 3, queueCapacity: 1000);
        int running = 0, most = 0;

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(
            async () =>
            {
                await gate.EnterAsync(admitted: false, Cancellation);
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                gate.Exit();
            },
            Cancellation)));

        Assert.InRange(most, 1, 3);
        Assert.Equal(0, gate.Waiting);
    }

    private static Task Enter(ForwardGate gate) => gate.EnterAsync(admitted: false, Cancellation).AsTask();

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
