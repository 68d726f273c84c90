using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Cases.Comparing;

/// <summary>The runs of a plan: which there are, where each lies, and the training of those that are not done.</summary>
/// <param name="plan">What to train.</param>
/// <param name="dataFolder">Of the recipe's files.</param>
/// <param name="start">Whose vectors the tables of words start from; null for random numbers.</param>
/// <param name="folder">Holds a run folder a row and seed.</param>
internal sealed class CaseRuns(CasePlan plan, string dataFolder, Base? start, string folder)
{
    /// <summary>Called from the runs' own threads.</summary>
    public Action<CaseRun, CaseLine, TimeSpan>? OnLine { get; init; }

    /// <summary>Every run in the order of the queue: by seeds, so that a stopped comparison has the same seeds of its rows.</summary>
    public IReadOnlyList<CaseRun> All { get; } =
    [
        .. from seed in Enumerable.Range(1, plan.Seeds)
           from row in plan.Rows
           select new CaseRun(row.Name, row.Vary(plan.Base), seed, RunQueue.FolderOf(folder, row.Name, seed)),
    ];

    /// <summary>Trains what is not done, one thread a run.</summary>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from the last evaluations.</param>
    public void Train(int parallel, CancellationToken cancellationToken) => RunQueue.Train(
        All.Where(run => !run.Folder.IsDone),
        parallel,
        run => TrainingRun.Execute(
            new PreparedCases(
                run.Recipe,
                CaseData.Read(run.Recipe, dataFolder, cancellationToken),
                start,
                new RunSource("comparison", Vectors: null, run.Seed, Threads: 1)),
            run.Folder,
            new() { OnLine = (line, progress) => OnLine?.Invoke(run, line, progress.Remaining) },
            TimeProvider.System,
            cancellationToken),
        cancellationToken);

    /// <summary>What the nets reached, of the runs that are done.</summary>
    public string Table(CancellationToken cancellationToken) => CaseTable.Format(
    [
        .. All.Where(run => run.Folder.IsDone).GroupBy(run => run.Name).Select(row => new CaseScores(
            row.Key,
            [.. row.Select(run => run.Folder.ReadReport<CaseReport>())],
            [.. row.Select(run => CaseScores.RightOf(run, dataFolder, cancellationToken))])),
    ]);
}

/// <param name="Name">Of its row.</param>
/// <param name="Recipe">As it is trained.</param>
/// <param name="Seed">From 1.</param>
/// <param name="Folder">Where.</param>
internal sealed record CaseRun(string Name, CaseRecipe Recipe, int Seed, RunFolder Folder);
