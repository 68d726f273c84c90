using TextClassify.Training.Communication;
using TextClassify.Training.Communication.Comparing;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Communication.Comparing;

public sealed class SensorRunsTests
{
    /// <summary>Two at a time or one: the same weights. Done, nothing is trained again.</summary>
    [Fact]
    public void Train_Parallel_IsEachRunAlone()
    {
        using var folder = new TemporaryFolder();
        int lines = 0;
        var together = new SensorRuns(Plan(), SmallSensors.Images(), Path.Combine(folder.Root, "together"))
        {
            OnLine = (_, _, _) => Interlocked.Increment(ref lines),
        };
        var alone = new SensorRuns(Plan(), SmallSensors.Images(), Path.Combine(folder.Root, "alone"));

        together.Train(parallel: 2, TestContext.Current.CancellationToken);
        alone.Train(parallel: 1, TestContext.Current.CancellationToken);

        Assert.Equal(["silent-1", "k-2-1", "silent-2", "k-2-2"], together.All.Select(run => Path.GetFileName(run.Folder.Path)));
        Assert.All(
            together.All.Zip(alone.All),
            pair => Assert.Equal(File.ReadAllBytes(pair.Second.Folder.WeightsFile), File.ReadAllBytes(pair.First.Folder.WeightsFile)));
        Assert.Equal(12, lines);
        together.Train(parallel: 2, TestContext.Current.CancellationToken);
        Assert.Equal(12, lines);
    }

    [Fact]
    public void Format_SomeRunsDone_HasTheirRowsWithCeilingAndBytes()
    {
        using var folder = new TemporaryFolder();
        var runs = new SensorRuns(Plan(), SmallSensors.Images(), folder.Root).All;
        double[] each = [0.5, 0.75, 0.53];
        foreach (var (run, reached) in runs.Zip(each))
        {
            SensorFigures figures = new(reached, 0.4, 0.8, 1, 18), less = figures with { Each = reached - 0.1 };
            run.Folder.Start(new SensorOptions(run.Recipe, "comparison", run.Seed, 1, 1, 1, "unknown"), _ => { });
            run.Folder.Finish(
                new WeightTable([]),
                run.Name == "silent"
                    ? new SensorReport(figures with { Messages = 0 }, 1_234, 16, [], [new(1, less)])
                    : new SensorReport(figures, 1_300, 16, [new(0.1, less), new(0.3, less), new(0.5, less)], [new(1, less), new(2, less)]));
        }

        string[] table = SensorTable.Format(runs).Split('\n');

        Assert.Equal("| silent | 3 | 2 | 51.5 ± 2.1 | 80.0 ± 0.0 | 50.0 | 0 | 0 | 1,234 |", table[2]);
        Assert.Equal("| k = 2 | 3 | 1 | 75.0 | 80.0 | 50.0 | 18 | 288 | 1,300 |", table[3]);
        Assert.Equal("| silent | 51.5 |  |  |  | 41.5 |  |", table[7]);
        Assert.Equal("| k = 2 | 75.0 | 65.0 | 65.0 | 65.0 | 65.0 | 65.0 |", table[8]);
    }

    [Theory]
    [InlineData("sensors_tasks.json")]
    [InlineData("sensors_grid.json")]
    public void Load_ShippedPlan_IsSound(string file) =>
        Assert.NotEmpty(SensorPlanFile.File.Load(
            Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes", "sensors", file)).Rows);

    [Fact]
    public void Load_ShippedRecipe_IsSound() => Assert.Equal(
        4,
        SensorRecipeRules.File.Load(
            Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes", "sensors", "sensors.json")).Nodes);

    [Theory]
    [InlineData("\"name\": \"a\", \"nodes\": 0", "nodes is 0; it must be 1 to 64.")]
    [InlineData("\"name\": \"a\", \"task\": \"highest\", \"nodes\": 1", "nodes is 1; it must be at least 2 with the task highest.")]
    [InlineData("\"name\": \"a\", \"task\": \"strips\", \"nodes\": 8", "nodes is 8; it must be at most side (7).")]
    [InlineData("\"name\": \"a\", \"centralised\": true", "net.aggregation is Mean; it must be none where centralised.")]
    [InlineData("\"name\": \"a\", \"sourceDrop\": 1", "training.sourceDrop is 1; it must be 0 or more and below 1.")]
    [InlineData("\"name\": \"K = 2\"", "two rows have the run folders of 'K = 2'.")]
    public void Parse_UnsoundRow_SaysWhat(string row, string sentence)
    {
        string plan = $$"""
            {
              "base": { "name": "x", "description": "x", "source": "x", "task": "parity", "side": 7 },
              "rows": [{ "name": "k 2" }, { {{row}} }]
            }
            """;

        Assert.EndsWith(
            sentence, Assert.Throws<DataException>(() => SensorPlanFile.File.Parse(plan, "plan.json")).Message, StringComparison.Ordinal);
    }

    private static SensorPlan Plan() => new()
    {
        Base = SmallSensors.Recipe(SensorTask.Parity),
        Seeds = 2,
        Rows = [new() { Name = "silent", Aggregation = AggregationKind.None }, new() { Name = "k = 2", Period = 2 }],
    };
}
