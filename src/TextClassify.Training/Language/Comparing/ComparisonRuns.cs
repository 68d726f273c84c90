using TextClassify.Training.Loops;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Language.Comparing;

/// <summary>The runs of a plan: which there are, where each lies, and the training of those that are not done.</summary>
/// <param name="plan">What to train.</param>
/// <param name="data">Of the plan's base.</param>
/// <param name="folder">Holds a run folder a net and seed.</param>
internal sealed class ComparisonRuns(ComparisonPlan plan, LanguageData data, string folder)
{
    /// <summary>Called from the runs' own threads.</summary>
    public Action<ComparisonRun, LanguageLine, TimeSpan>? OnLine { get; init; }

    /// <summary>Every run in the order of the queue.</summary>
    public IReadOnlyList<ComparisonRun> All()
    {
        int characters = data.Vocabulary(plan.Base.MinCount).Count;
        long weights = WeightCount.Of(plan.Base.Net, characters);
        return
        [
            .. from net in plan.Nets
               let varied = Vary(plan.Base, net)
               let fitted = varied with { Net = WeightCount.Fit(varied.Net, characters, weights, WidthStep(varied)) }
               from seed in Enumerable.Range(1, net.Seeds ?? plan.Seeds)
               select new ComparisonRun(net, fitted, seed, RunQueue.FolderOf(folder, net.Name, seed)),
        ];
    }

    /// <summary>Trains what is not done, one thread a run.</summary>
    /// <param name="parallel">Runs at a time.</param>
    /// <param name="cancellationToken">Stops; the same call goes on from the last evaluations.</param>
    public void Train(int parallel, CancellationToken cancellationToken) => RunQueue.Train(
        All().Where(run => !run.Folder.IsDone),
        parallel,
        run => TrainingRun.Execute(
            new PreparedLanguage(run.Recipe, data, new RunSource("comparison", Vectors: null, run.Seed, Threads: 1)),
            run.Folder,
            new() { OnLine = (line, progress) => OnLine?.Invoke(run, line, progress.Remaining) },
            TimeProvider.System,
            cancellationToken),
        cancellationToken);

    /// <summary>The base with what the net has of its own; the state width is the base's still.</summary>
    public static LanguageRecipe Vary(LanguageRecipe recipe, ComparedNet net)
    {
        var zones = recipe.Net.Zones;
        int width = net.ZoneWidth ?? zones.Width;
        zones = zones with
        {
            Composition = net.Composition ?? zones.Composition,
            Count = net.Zones ?? zones.Count,
            Composed = net.Zones ?? zones.Composed,
            Width = width,
            FeedForwardWidth = zones.FeedForwardWidth * width / zones.Width,
        };
        return recipe with
        {
            Net = recipe.Net with { Transition = net.Transition ?? recipe.Net.Transition, Zones = zones },
            Training = recipe.Training with { LearningRate = net.LearningRate ?? recipe.Training.LearningRate },
        };
    }

    private static int WidthStep(LanguageRecipe recipe) =>
        recipe.Net.Transition is TransitionKind.Lstm ? recipe.Training.Precision.LstmWidthStep() : 1;
}

/// <param name="Net">As the plan names it.</param>
/// <param name="Recipe">As it is trained.</param>
/// <param name="Seed">From 1.</param>
/// <param name="Folder">Where.</param>
internal sealed record ComparisonRun(ComparedNet Net, LanguageRecipe Recipe, int Seed, RunFolder Folder);
