using System.Text.Json.Nodes;
using TextClassify.Training.Kinds;
using TextClassify.Training.Loops;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Tests.Loops;

namespace TextClassify.Training.Tests.Kinds;

/// <summary>
/// A run that goes through beside one that is killed twice, in the middle of its second turn's steps and between its second turn and its
/// third, and goes on each time.
/// </summary>
internal sealed class KilledRun : IDisposable
{
    private const int KilledTurn = 2;

    // What a machine takes is no part of a run.
    private static readonly string[] Times = ["seconds", "tokensPerSecond", "charactersPerSecond", "casesPerSecond"];

    private readonly TemporaryFolder _folder = new();
    private readonly IRunner _runner;

    private KilledRun(IRunner runner) => _runner = runner;

    public RunFolder Whole => new(Path.Combine(_folder.Root, "whole"));

    public RunFolder Killed => new(Path.Combine(_folder.Root, "killed"));

    public static async Task<KilledRun> TrainAsync(IRunner runner)
    {
        var run = new KilledRun(runner);
        int steps = 0, evaluations = 0;
        run.Train(run.Whole, Watch(() => steps++, () => evaluations++), TestContext.Current.CancellationToken);

        // The process's own generator is drawn from meanwhile, as by a test that runs beside this one.
        await using var others = new OtherDraws();
        Assert.Equal(0, run.Kill(steps / 2, evaluations: 0));
        Assert.Equal(KilledTurn - 1, run.Kill(steps: 0, evaluations));
        int resumed = 0;
        run.Train(run.Killed, new() { OnResume = state => resumed = state.Epoch }, TestContext.Current.CancellationToken);
        Assert.Equal(KilledTurn, resumed);
        return run;
    }

    /// <summary>The log, without what hangs on the machine.</summary>
    public static IReadOnlyList<string> Lines(RunFolder folder) =>
    [
        .. folder.ReadLines<JsonObject>().Select(line =>
        {
            Array.ForEach(Times, name => line.Remove(name));
            return line.ToJsonString();
        }),
    ];

    public void Dispose() => _folder.Dispose();

    /// <summary>Kills the run behind so many steps or evaluations of its second turn; gives the turns it went on after.</summary>
    private int Kill(int steps, int evaluations)
    {
        using var kill = new CancellationTokenSource();
        int resumed = 0;
        var watch = Watch(() => Count(ref steps), () => Count(ref evaluations)) with { OnResume = state => resumed = state.Epoch };
        Assert.Throws<OperationCanceledException>(() => Train(Killed, watch, kill.Token));
        return resumed;

        void Count(ref int left)
        {
            if (--left == 0)
            {
                kill.Cancel();
            }
        }
    }

    private void Train(RunFolder folder, TrainingWatch<string> watch, CancellationToken cancellationToken) =>
        _runner.Train(folder, watch, TimeProvider.System, cancellationToken);

    /// <summary>Tells the steps and evaluations of the second turn.</summary>
    private static TrainingWatch<string> Watch(Action onStep, Action onEvaluation)
    {
        return new()
        {
            CheckpointInterval = TimeSpan.Zero,
            OnProgress = progress => Tell(progress, onStep),
            OnLine = (_, progress) => Tell(progress, onEvaluation),
        };

        static void Tell(TrainingProgress progress, Action tell)
        {
            if (progress.Epoch == KilledTurn)
            {
                tell();
            }
        }
    }
}
