using CsCheck;
using TextClassify.Forward;
using TextClassify.Inference.Slots;
using static TextClassify.UnitTests.Batching.BatcherCalls;

namespace TextClassify.UnitTests.Batching;

public sealed class BatcherTests
{
    private static readonly Gen<CallCase> AnyCall = Gen.Select(
        Gen.Int[1, 40].Array[1, 12],
        Gen.Bool,
        Gen.Bool,
        Gen.Bool,
        Gen.Bool,
        Gen.Int[0, 20],
        Gen.Int[0, 9],
        (lengths, bulk, partial, evidence, states, poisonous, leaves) => new CallCase(
            lengths,
            new ForwardTerms(bulk ? ForwardLane.Bulk : ForwardLane.Interactive, partial),
            (evidence ? ForwardOutputs.Evidence : ForwardOutputs.Logits) | (states ? ForwardOutputs.ForwardStates : ForwardOutputs.Logits),
            PoisonRow: poisonous < lengths.Length ? poisonous : null,
            Leaves: leaves < 3));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // One caller must never get another's answer, nor pay for another's failure: TorchServe #1329, MLServer #903 and #1911, LitServe #340.
    [Fact]
    public async Task RunAsync_AnyCallsCancellationsAndFaults_AnswersEachOnceWithItsOwn() =>
        await Gen.Select(AnyCall.Array[1, 30], Gen.Int[1, 3], Gen.Int[20, 300]).SampleAsync(
            async (calls, slots, budget) =>
            {
                var rows = Rows(calls);
                var runner = new EchoRunner
                {
                    Poison = [.. calls.Select((call, index) => call.PoisonRow is { } row ? rows[index][row].Span[0] : -1)],
                    During = () => Thread.Yield(),
                };
                using var gate = new RunSlots(slots, queueCapacity: 1_000);
                using var batcher = Batcher(runner, gate, Rules(budget), othersWait: () => true);
                using var leaving = new CancellationTokenSource();

                var answers = calls.Select((call, index) => Task.Run(
                    () => batcher.RunAsync(
                        rows[index], call.Outputs, call.Terms, call.Leaves ? leaving.Token : CancellationToken.None))).ToArray();
                await leaving.CancelAsync();
                await Task.WhenAll(answers).ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(
                    TimeSpan.FromSeconds(30), Cancellation);

                for (int index = 0; index < calls.Length; index++)
                {
                    AssertOwnAnswer(calls[index], rows[index], answers[index]);
                }

                Assert.All(runner.Runs, run => Assert.True(run.Rows == 1 || run.Rows * run.Longest <= budget, $"{run} in {budget}"));
                Assert.All(runner.TimesRun, row => Assert.Equal(1, row.Value));
                Assert.Equal((0, 0), (batcher.Depth(ForwardLane.Interactive), batcher.Depth(ForwardLane.Bulk)));
            },
            iter: 200,
            threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public async Task RunAsync_OnePoisonRow_FailsAloneForTwoRunsAHalving(int rows)
    {
        var runner = new EchoRunner { Poison = [rows / 2] };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(10_000));

        var batch = await batcher.RunAsync(
            [.. Enumerable.Range(0, rows).Select(id => Row(id, 5))], ForwardOutputs.Logits, Bulk with { Partial = true }, Cancellation);

        Assert.Equal([rows / 2], Enumerable.Range(0, rows).Where(row => batch.Results[row].Fault is not null));
        Assert.InRange(runner.Runs.Count, 1, (2 * (int)Math.Log2(rows)) + 1);
    }

    [Theory]
    [InlineData(ForwardOutputs.Evidence, 1)]
    [InlineData(ForwardOutputs.ForwardStates, 2)]
    public async Task RunAsync_CallersAskForDifferentOutputs_ShareARunForEvidenceAlone(ForwardOutputs other, int runs)
    {
        var runner = new EchoRunner();
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100));
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var plain = batcher.RunAsync([Row(1, 3)], ForwardOutputs.Logits, Interactive, Cancellation);
        var more = batcher.RunAsync([Row(2, 3)], other, Interactive, Cancellation);

        gate.Exit(ForwardLane.Interactive);

        Assert.Empty((await plain).Results[0].Evidence);
        Assert.Equal(other is ForwardOutputs.Evidence ? [2f] : [], (await more).Results[0].Evidence);
        Assert.Equal(runs, runner.Runs.Count);
    }

    [Fact]
    public async Task RunAsync_CallerLeftWhileItWaited_IsNotRun()
    {
        var runner = new EchoRunner();
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100));
        using var leaving = new CancellationTokenSource();
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
        var left = batcher.RunAsync([Row(1, 3)], ForwardOutputs.Logits, Interactive, leaving.Token);
        var stays = batcher.RunAsync([Row(2, 3)], ForwardOutputs.Logits, Interactive, Cancellation);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        gate.Exit(ForwardLane.Interactive);
        Assert.Equal(2, (await stays).Results[0].Logits[0]);
        Assert.Equal([2], runner.TimesRun.Keys);
    }

    [Fact]
    public async Task RunAsync_CallerLeavesDuringTheRun_EndsWithTheRun()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var runner = new EchoRunner
        {
            During = () =>
            {
                begun.Set();
                goOn.Wait();
            },
        };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), othersWait: () => true);
        using var leaving = new CancellationTokenSource();
        var call = batcher.RunAsync([Row(1, 3)], ForwardOutputs.Logits, Interactive, leaving.Token);
        begun.Wait(Cancellation);

        await leaving.CancelAsync();

        Assert.False(call.IsCompleted);
        goOn.Set();
        Assert.Equal(1, (await call).Results[0].Logits[0]);
    }

    [Fact]
    public async Task RunAsync_BulkRunUnderWay_InteractiveDoesNotWaitForIt()
    {
        using var begun = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var runner = new EchoRunner
        {
            During = () =>
            {
                if (Thread.CurrentThread.Name == LowPriorityThreads.Name)
                {
                    begun.Set();
                    goOn.Wait();
                }
            },
        };
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(runner, gate, Rules(100), othersWait: () => true);
        var bulk = batcher.RunAsync([Row(10, 10)], ForwardOutputs.Logits, Bulk, Cancellation);
        begun.Wait(Cancellation);

        var interactive = await batcher.RunAsync(
            [Row(1, 3)], ForwardOutputs.Logits, Interactive, Cancellation).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(1, interactive.Results[0].Logits[0]);
        Assert.False(bulk.IsCompleted);
        goOn.Set();
        Assert.Equal(10, (await bulk).Results[0].Logits[0]);
    }

    [Fact]
    public async Task RunAsync_LongTextAmongAFloodOfShortOnes_IsInTheFirstRunAfterItsElders()
    {
        var runner = new EchoRunner();
        using var gate = new RunSlots(1, 1_000);
        using var batcher = Batcher(runner, gate, Rules(100));
        Assert.True(gate.TryEnter(ForwardLane.Bulk));
        var calls = Enumerable.Range(0, 60)
            .Select(id => batcher.RunAsync([Row(id, id == 1 ? 90 : 10)], ForwardOutputs.Logits, Bulk, Cancellation)).ToArray();

        gate.Exit(ForwardLane.Bulk);
        await Task.WhenAll(calls);

        Assert.Equal([(10, 10), (1, 90)], runner.Runs.Take(2));
    }

    [Fact]
    public void RunAsync_Idle_IsDoneWhenItReturns()
    {
        using var gate = new RunSlots(1, 100);
        using var batcher = Batcher(new EchoRunner(), gate, Rules(100), othersWait: () => false);

        Assert.True(batcher.RunAsync([Row(1, 3)], ForwardOutputs.Logits, Interactive, Cancellation).IsCompletedSuccessfully);
        Assert.True(gate.TryEnter(ForwardLane.Interactive));
    }

    private static void AssertOwnAnswer(CallCase call, ReadOnlyMemory<int>[] rows, Task<ForwardBatch> answer)
    {
        Assert.True(answer.IsCompleted);
        if (answer.IsCanceled)
        {
            Assert.True(call.Leaves);
        }
        else if (answer.IsFaulted)
        {
            Assert.True(call.PoisonRow is not null && !call.Terms.Partial, answer.Exception.ToString());
            Assert.Equal($"poison {rows[call.PoisonRow.Value].Span[0]}", answer.Exception.InnerException!.Message);
        }
        else
        {
            var results = answer.GetAwaiter().GetResult().Results;
            Assert.Equal(rows.Length, results.Length);
            for (int row = 0; row < rows.Length; row++)
            {
                Assert.Equal(row == call.PoisonRow, results[row].Fault is not null);
                if (row != call.PoisonRow)
                {
                    Assert.Equal([rows[row].Span[0]], results[row].Logits);
                    Assert.Equal(call.Outputs.HasFlag(ForwardOutputs.Evidence) ? results[row].Logits : [], results[row].Evidence);
                }
            }
        }
    }

    /// <summary>Every row of every call begins with a number of its own.</summary>
    private static ReadOnlyMemory<int>[][] Rows(CallCase[] calls)
    {
        int id = 0;
        return [.. calls.Select(call => call.Lengths.Select(length => Row(id++, length)).ToArray())];
    }

    private sealed record CallCase(int[] Lengths, ForwardTerms Terms, ForwardOutputs Outputs, int? PoisonRow, bool Leaves);
}
