using TextClassify.Training.Loops;

namespace TextClassify.Training.Communication.Comparing;

/// <summary>The runs of a plan: which there are, where each lies, and the training of those that are not done.</summary>
/// <param name="plan">What to train.</param>
/// <param name="images">Of the base's side.</param>
/// <param name="folder">Holds a run folder a row and seed.</param>
internal sealed class SensorRuns(SensorPlan plan, SensorImages images, string folder)
{
    /// <summary>Called from the runs' own threads.</summary>
    public Action<SensorRun, SensorLine, TimeSpan>? OnLine { get; init; }

    /// <summary>Every run in the order of the queue: by seeds, so that a stopped comparison has the same seeds of its rows.</summary>
    public IReadOnlyList<SensorRun> All { get; } =
    [
        .. from seed in Enumerable.Range(1, plan.Seeds)
           from row in plan.Rows
           select new SensorRun(
               row.Name,
               row.Vary(plan.Base),
               seed,
               RunQueue.FolderOf(folder, row.Name, seed)),
    ];

    /// <summary>Trains what is not done, one thread a run.</summary>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from the last evaluations.</param>
    public void Train(int parallel, CancellationToken cancellationToken) => RunQueue.Train(
        All.Where(run => !run.Folder.IsDone),
        parallel,
        run => TrainingRun.Execute(
            new PreparedSensors(run.Recipe, images, new RunSource("comparison", Vectors: null, run.Seed, Threads: 1)),
            run.Folder,
            new() { OnLine = (line, progress) => OnLine?.Invoke(run, line, progress.Remaining) },
            TimeProvider.System,
            cancellationToken),
        cancellationToken);
}

/// <param name="Name">Of its row.</param>
/// <param name="Recipe">As it is trained.</param>
/// <param name="Seed">From 1.</param>
/// <param name="Folder">Where.</param>
internal sealed record SensorRun(string Name, SensorRecipe Recipe, int Seed, RunFolder Folder);
