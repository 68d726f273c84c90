using System.Globalization;
using TextClassify.Inference.Slots;

namespace TextClassify.UnitTests.Slots;

public sealed class LowPriorityThreadsTests
{
    private const int Count = 3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Weights of 1024 and, so many steps down, 335, 110 and 15: what the kernel's table gives.</summary>
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(335.0 / (1024 + 335), 5)]
    [InlineData(110.0 / (1024 + 110), 10)]
    [InlineData(0.1, 10)]
    [InlineData(15.0 / (1024 + 15), 19)]
    [InlineData(0.0001, 19)]
    public void Nice_Share_IsTheStepOfThatWeight(double share, int nice) => Assert.Equal(nice, ThreadPriorities.Nice(share));

    [Fact]
    public async Task RunAsync_OnLinux_RunsAtTheStepOfItsShareAndLeavesOthersAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Niceness of a thread is Linux's.");
        using var threads = new LowPriorityThreads(1, share: 0.1);
        int before = NiceOfThisThread(), during = -1;

        await threads.RunAsync(() => during = NiceOfThisThread()).WaitAsync(Cancellation);

        // The process of the tests may itself have been started below the ordinary priority; 19 is the lowest.
        Assert.Equal(Math.Max(before, 10), during);
        Assert.Equal(before, await Task.Run(NiceOfThisThread, Cancellation));
    }

    [Fact]
    public async Task RunAsync_MoreWorkThanThreads_AllIsDoneOnSoManyThreads()
    {
        using var threads = new LowPriorityThreads(Count, share: 0.1);
        using var together = new Barrier(Count);
        var names = new System.Collections.Concurrent.ConcurrentDictionary<int, int>();

        // A multiple of the threads, each of which must meet the others to go on: so all of them work at once.
        await Task.WhenAll(Enumerable.Range(0, 10 * Count).Select(_ => threads.RunAsync(() =>
        {
            together.SignalAndWait(Cancellation);
            names.AddOrUpdate(Environment.CurrentManagedThreadId, 1, static (_, seen) => seen + 1);
        }))).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(Count, names.Count);
        Assert.Equal(10 * Count, names.Values.Sum());
    }

    [Fact]
    public async Task RunAsync_Continuation_RunsElsewhere()
    {
        using var attached = new ManualResetEventSlim();
        using var threads = new LowPriorityThreads(1, share: 0.1);
        var next = threads.RunAsync(() => attached.Wait(Cancellation)).ContinueWith(
            _ => Thread.CurrentThread.Name, Cancellation, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        attached.Set();

        Assert.NotEqual(LowPriorityThreads.Name, await next);
    }

    [Fact]
    public async Task Dispose_WorkWaits_IsDoneAndLaterWorkRunsOnItsCaller()
    {
        using var goOn = new ManualResetEventSlim();
        var threads = new LowPriorityThreads(1, share: 0.1);
        var first = threads.RunAsync(() => goOn.Wait(Cancellation));
        var second = threads.RunAsync(static () => { });

        threads.Dispose();
        goOn.Set();

        await Task.WhenAll(first, second).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Thread? on = null;
        var here = Thread.CurrentThread;
        Assert.True(threads.RunAsync(() => on = Thread.CurrentThread).IsCompletedSuccessfully);
        Assert.Same(here, on);
    }

    /// <summary>Field 19 of the thread's stat (proc_pid_stat(5)), counted behind the name in parentheses.</summary>
    private static int NiceOfThisThread()
    {
        string stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }
}
