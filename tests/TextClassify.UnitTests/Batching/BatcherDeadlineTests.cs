using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Forward;
using TextClassify.Inference.Slots;
using static TextClassify.UnitTests.Batching.BatcherCalls;

namespace TextClassify.UnitTests.Batching;

/// <summary>What may wait how long, and what is refused at once.</summary>
public sealed class BatcherDeadlineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AnyArrivalTimes_NothingWaitsPastItsDeadline() =>
        await Gen.Select(Gen.Select(Gen.Int[0, 90], Gen.Int[0, 60]).Array[1, 20], Gen.Int[10, 60], Gen.Int[1, 30]).SampleAsync(
            async (arrivals, limitMs, stepMs) =>
            {
                var time = new FakeTimeProvider();
                var runner = new EchoRunner();
                using var gate = new RunSlots(maxConcurrentRuns: 1, queueCapacity: 100);
                using var batcher = Batcher(runner, gate, Rules(100, TimeSpan.FromMilliseconds(limitMs)), time: time);
                Assert.True(gate.TryEnter(ForwardLane.Interactive));
                var begun = new List<(int UntilMs, bool Own, Task<ForwardBatch> Answer)>();
                var left = new Queue<(int AtMs, int OwnMs)>(arrivals.Order());

                for (int now = 0; now <= 100; now += stepMs, time.Advance(TimeSpan.FromMilliseconds(stepMs)))
                {
                    while (left.TryPeek(out var next) && next.AtMs <= now)
                    {
                        // A call in three has no deadline of its own.
                        var (id, ownMs) = left.Dequeue();
                        var terms = ownMs % 3 == 0 ? Interactive : Interactive with { Deadline = Within(time, ownMs) };
                        int until = now + (terms.Deadline is null ? limitMs : Math.Min(ownMs, limitMs));
                        begun.Add(
                            (until, ownMs <= limitMs && terms.Deadline is not null, batcher.RunAsync(
                                [Row(id, 3)], ForwardOutputs.Logits, terms, Cancellation)));
                    }

                    Assert.All(begun, call => Assert.Equal(call.UntilMs <= now, call.Answer.IsFaulted));
                }

                gate.Exit(ForwardLane.Interactive);
                var late = begun.Where(call => call.Answer.IsFaulted).ToArray();
                Assert.All(late, call => Assert.Equal(
                    call.Own, Assert.IsType<ForwardDeadlineException>(call.Answer.Exception!.InnerException).Deadline is not null));
                await Task.WhenAll(begun.Except(late).Select(call => call.Answer)).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
            },
            iter: 100,
            threads: 1);

    [Fact]
    public async Task RunAsync_MoreWaitsThanCanBeDoneInTime_RefusesAndSaysWhenToComeBack()
    {
        var time = new FakeTimeProvider();
        var runner = new EchoRunner { During = () => time.Advance(TimeSpan.FromSeconds(1)) };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100, TimeSpan.FromSeconds(4)), othersWait: () => true, time: time);
        await batcher.RunAsync([Row(0, 10)], ForwardOutputs.Logits, Interactive, Cancellation);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var waiting = Enumerable.Range(1, 5).Select(
            id => batcher.RunAsync([Row(id, 10)], ForwardOutputs.Logits, Interactive, Cancellation)).ToArray();

        var refused = await Assert.ThrowsAsync<ForwardQueueFullException>(
            () => batcher.RunAsync([Row(9, 10)], ForwardOutputs.Logits, Interactive, Cancellation));

        Assert.Equal(5, refused.DrainTime!.Value.TotalSeconds, 0.001);
        gate.Exit(ForwardLane.Interactive);
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task RunAsync_DeadlineThatTheQueueCantMeet_IsRefusedAtOnceWithTheEstimate()
    {
        var time = new FakeTimeProvider();
        var runner = new EchoRunner { During = () => time.Advance(TimeSpan.FromSeconds(1)) };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), othersWait: () => true, time: time);
        await batcher.RunAsync([Row(0, 10)], ForwardOutputs.Logits, Interactive, Cancellation);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var waiting = Enumerable.Range(1, 3).Select(
            id => batcher.RunAsync([Row(id, 10)], ForwardOutputs.Logits, Interactive, Cancellation)).ToArray();

        // Ten tokens take a second, and thirty wait.
        var refused = await Assert.ThrowsAsync<ForwardUnreachableDeadlineException>(
            () => batcher.RunAsync([Row(8, 10)], ForwardOutputs.Logits, Interactive with { Deadline = Within(time, 3_900) }, Cancellation)
                .WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        var taken = batcher.RunAsync(
            [Row(9, 10)], ForwardOutputs.Logits, Interactive with { Deadline = Within(time, 4_100) }, Cancellation);

        Assert.Equal((4, 3.9, 3), (refused.Needed.TotalSeconds, refused.Left.TotalSeconds, refused.DrainTime.TotalSeconds));
        gate.Exit(ForwardLane.Interactive);
        await Task.WhenAll([.. waiting, taken]);
        Assert.DoesNotContain(8, runner.TimesRun.Keys);
    }

    // A slow first run must not refuse everything that comes after it.
    [Fact]
    public async Task RunAsync_NothingWaits_IsTakenWhateverWasMeasured()
    {
        var time = new FakeTimeProvider();
        var runner = new EchoRunner { During = () => time.Advance(TimeSpan.FromSeconds(1)) };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), othersWait: () => true, time: time);
        await batcher.RunAsync([Row(0, 10)], ForwardOutputs.Logits, Interactive, Cancellation);
        runner.During = static () => { };

        var batch = await batcher.RunAsync(
            [Row(1, 10)], ForwardOutputs.Logits, Interactive with { Deadline = Within(time, 1) }, Cancellation);

        Assert.Equal(1, batch.Results[0].Logits[0]);
    }

    [Fact]
    public async Task RunAsync_DeadlinePassesBetweenTheRunsOfAList_AnswersWhatHadBegun()
    {
        var time = new FakeTimeProvider();
        var runner = new EchoRunner { During = () => time.Advance(TimeSpan.FromSeconds(1)) };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(30), time: time);

        // Three rows a run and a second; the second run begins in time and ends late.
        var batch = await batcher.RunAsync(
            [.. Enumerable.Range(0, 9).Select(id => Row(id, 10))],
            ForwardOutputs.Logits,
            Bulk with { Partial = true, Deadline = Within(time, 1_500) },
            Cancellation);

        Assert.Equal(6, runner.TimesRun.Count);
        for (int row = 0; row < 9; row++)
        {
            Assert.Equal(runner.TimesRun.ContainsKey(row) ? [row] : [], batch.Results[row].Logits);
            Assert.Equal(
                !runner.TimesRun.ContainsKey(row),
                batch.Results[row].Fault is ForwardDeadlineException { Deadline.Limit.TotalSeconds: 1.5 });
        }

        Assert.Equal(0, batcher.Depth(ForwardLane.Bulk));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RunAsync_DeadlinePassedBeforeAnyRun_FailsWhole(bool busy)
    {
        var time = new FakeTimeProvider();
        var runner = new EchoRunner();
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(30), time: time);
        var terms = Bulk with { Partial = true, Deadline = Within(time, 5) };
        if (busy)
        {
            Assert.True(gate.TryEnter(ForwardLane.Bulk));
        }
        else
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
        }

        var answer = batcher.RunAsync([Row(0, 3), Row(1, 3)], ForwardOutputs.Logits, terms, Cancellation);
        time.Advance(TimeSpan.FromMilliseconds(5));

        var late = await Assert.ThrowsAsync<ForwardDeadlineException>(() => answer.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.Equal(5, late.Deadline!.Value.Limit.TotalMilliseconds);
        Assert.Empty(runner.Runs);
    }

    private static CallDeadline Within(TimeProvider time, int milliseconds) =>
        CallDeadline.After(time, time.GetTimestamp(), TimeSpan.FromMilliseconds(milliseconds));
}
