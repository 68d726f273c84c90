using TextClassify.Training.Communication;
using TextClassify.Training.Kinds;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Tests.Kinds;

namespace TextClassify.Training.Tests.Communication;

public sealed class SensorTrainingTests
{
    [Theory]
    [InlineData(null, new[] { 0.6, 0.6, 0.6, 0.6 })]
    [InlineData(0.0, new[] { 0.6, 0.4, 0.2, 0.0 })]
    public void SourceDropOf_Turns_GoesToTheLastInEqualSteps(double? last, double[] chances)
    {
        var training = new SensorTraining { Turns = 4, SourceDrop = 0.6, SourceDropLast = last };

        Assert.Equal(chances, Enumerable.Range(1, 4).Select(turn => Math.Round(training.SourceDropOf(turn), 12)));
    }

    [Theory]
    [InlineData(ObjectiveKind.Every, AggregationKind.Mean)]
    [InlineData(ObjectiveKind.Sink, AggregationKind.Attend)]
    [InlineData(ObjectiveKind.Consensus, AggregationKind.Gated)]
    [InlineData(ObjectiveKind.Rounds, AggregationKind.Sum)]
    public async Task Train_KilledAndRunAgain_GivesTheBitsOfTheWholeRun(ObjectiveKind objective, AggregationKind aggregation)
    {
        var recipe = SmallSensors.Recipe(SensorTask.Parity);
        recipe = recipe with
        {
            Net = recipe.Net with { Aggregation = aggregation, Precision = MessagePrecision.Bits8 },
            Training = recipe.Training with { Objective = objective, SourceDropLast = 0.1 },
        };

        using var run = await KilledRun.TrainAsync(Runner(recipe));

        Assert.Equal(File.ReadAllBytes(run.Whole.WeightsFile), File.ReadAllBytes(run.Killed.WeightsFile));
        Assert.Equal(File.ReadAllText(run.Whole.DevFile), File.ReadAllText(run.Killed.DevFile));
        Assert.Equal(KilledRun.Lines(run.Whole), KilledRun.Lines(run.Killed));
    }

    /// <summary>
    /// Each node knows its own grey, and only who hears the other's can say which is lighter: the ceiling of three tenths of guesses is
    /// passed by the net that talks, and not by the same net when its messages are lost.
    /// </summary>
    [Fact]
    public void Train_HighestOfTwo_NeedsMessages()
    {
        var recipe = SmallSensors.Recipe(SensorTask.Highest, nodes: 2);
        recipe = recipe with
        {
            Training = new() { BatchSize = 64, TurnCases = 3_200, Turns = 5, DevCases = 1_000, LearningRate = 0.02 },
        };
        double ceiling = SensorCeiling.Of(SensorTask.Highest, 2)!.Value;

        double talking = Train(recipe).Figures.Each;
        double silent = Train(recipe with { Net = recipe.Net with { Aggregation = AggregationKind.None } }).Figures.Each;

        Assert.InRange(talking, ceiling + 0.1, 1);
        Assert.InRange(silent, 0.5, ceiling + 0.04);
    }

    [Fact]
    public void Report_FullGraph_CountsMessagesAndWhatIsLost()
    {
        var recipe = SmallSensors.Recipe(SensorTask.Strips);

        var report = Train(recipe);

        // An exchange after step 4 of 7 and one after the end, each of 6 messages of 4 numbers.
        Assert.Equal(12, report.Figures.Messages);
        Assert.Equal(12 * 16, report.Bytes);
        Assert.Equal([0.1, 0.3, 0.5], report.Lossy.Select(lossy => lossy.EdgeLoss));
        Assert.Equal([1, 2], report.Missing.Select(missing => missing.Nodes));
        Assert.Equal([4, 0], report.Missing.Select(missing => missing.Figures.Messages));
    }

    private static Runner<SensorOptions, SensorLine, SensorReport> Runner(SensorRecipe recipe) => new(Prepare(recipe))
    {
        Name = recipe.Name,
        Notes = [],
        Line = (line, _) => SensorText.Line(line, recipe),
        Report = (report, folder) => [SensorText.Report(report, folder)],
    };

    private static PreparedSensors Prepare(SensorRecipe recipe) =>
        new(recipe, SmallSensors.Images(), new RunSource("small.json", Vectors: null, Seed: 1, Threads: 1));

    private static SensorReport Train(SensorRecipe recipe)
    {
        using var folder = new TemporaryFolder();
        return TrainingRun.Execute(
            Prepare(recipe), new RunFolder(folder.Root), new(), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
