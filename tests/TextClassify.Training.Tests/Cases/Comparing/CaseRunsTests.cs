using TextClassify.Training.Cases;
using TextClassify.Training.Cases.Comparing;
using TextClassify.Training.Data;
using TextClassify.Training.Nets.Communicating;

namespace TextClassify.Training.Tests.Cases.Comparing;

public sealed class CaseRunsTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>
    /// Late fusion sends nothing, in training too; one source alone and all in one text are nets of one node. A case whose source is
    /// missing is counted, as not right. Done, nothing is trained again.
    /// </summary>
    [Fact]
    public void Train_EveryJoin_CountsTheSameCases()
    {
        using var tiny = new TinyCaseRun();
        int lines = 0;
        var runs = new CaseRuns(Plan(tiny), tiny.Root, start: null, Path.Combine(tiny.Root, "runs"))
        {
            OnLine = (_, _, _) => Interlocked.Increment(ref lines),
        };

        runs.Train(parallel: 2, Cancel);

        Assert.Equal(["messages-1", "late-1", "subject-1", "joined-1"], runs.All.Select(run => Path.GetFileName(run.Folder.Path)));
        Assert.Equal(4, lines);
        var reports = runs.All.Select(run => run.Folder.ReadReport<CaseReport>()).ToArray();
        Assert.True(reports[0].Messages > 0);
        Assert.All(reports.Skip(1), report => Assert.Equal(0, report.Messages));
        Assert.Equal(reports[1].Figures.Merged, reports[1].Figures.Silent);
        Assert.Equal([3, 3, 1, 1], reports.Select(report => report.Figures.Cases.Count));

        var data = CaseData.Read(runs.All[0].Recipe, tiny.Root, Cancel);
        bool[][] right = [.. runs.All.Select(run => CaseScores.RightOf(run, tiny.Root, Cancel))];
        Assert.All(right, one => Assert.Equal(data.Dev.Count, one.Length));
        int silent = data.Dev.Count(one => one.Texts[0].Length == 0);
        Assert.InRange(silent, 1, data.Dev.Count - 1);
        Assert.Equal(data.Dev.Count - silent, reports[2].Labels.Count);
        Assert.All(data.Dev.Index().Where(one => one.Item.Texts[0].Length == 0), one => Assert.False(right[2][one.Index]));
        Assert.Equal(
            reports.Select(report => Math.Round(report.Figures.Merged * report.Labels.Count)),
            right.Select(one => (double)one.Count(answer => answer)));

        string[] table = runs.Table(Cancel).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, table.Length);
        Assert.StartsWith($"| messages | 1 | {data.Dev.Count} | ", table[2], StringComparison.Ordinal);
        runs.Train(parallel: 1, Cancel);
        Assert.Equal(4, lines);
    }

    /// <summary>Two seeds; of four cases the differences are -1, 0.5, 0, 0.5: mean 0, standard deviation 0.7071, of four 0.3536.</summary>
    [Fact]
    public void Over_KnownAnswers_IsTheMeanOfTheCasesDifferences()
    {
        CaseScores first = new("a", [], [[true, false, true, true], [true, false, true, false]]);
        CaseScores second = new("b", [], [[false, true, true, true], [false, false, true, true]]);

        var (difference, low, high) = second.Over(first);

        Assert.Equal(0, difference, 1e-9);
        Assert.Equal(-1.96 * 0.35355, low, 1e-4);
        Assert.Equal(1.96 * 0.35355, high, 1e-4);
        Assert.Equal([0.75, 0.5], first.Shares);
    }

    [Fact]
    public void Load_ShippedPlan_HasTheFourJoins()
    {
        var plan = CasePlanFile.File.Load(
            Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "recipes", "case_comparison.json"));
        CaseRecipe[] recipes = [.. plan.Rows.Select(row => row.Vary(plan.Base))];

        Assert.Equal(["subject,own,quoted", "subject,own,quoted", "own", "text"], recipes.Select(one => string.Join(',', one.Names())));
        Assert.Equal(["own", "own", "own", "text"], recipes.Select(one => one.TextSource));
        Assert.Single(recipes.Select(one => one.Net.StateWidth).Distinct());
        Assert.Single(recipes.Select(one => one.Training.Epochs).Distinct());
    }

    [Theory]
    [InlineData("{ \"name\": \"a\", \"rounds\": 0 }", "net.rounds is 0; it must be 1 to 8.")]
    [InlineData("{ \"name\": \"a\", \"aggregation\": \"gated\" }", "net.aggregation is Gated; it must be none or mean.")]
    [InlineData("{ \"name\": \"a\", \"sourceDrop\": 1.5 }", "training.sourceDrop is 1.5; it must be 0 or more and below 1.")]
    [InlineData("{ \"name\": \"B\" }", "two rows have the run folders of 'B'.")]
    public void Parse_UnsoundRow_SaysWhat(string row, string sentence)
    {
        string plan = $$"""
            {
              "base": {
                "name": "x", "description": "x", "source": "x", "train": "x", "sources": [{ "name": "own", "maxTokens": 4 }],
                "textSource": "own"
              },
              "rows": [{ "name": "b" }, {{row}}]
            }
            """;

        Assert.EndsWith(
            sentence, Assert.Throws<DataException>(() => CasePlanFile.File.Parse(plan, "plan.json")).Message, StringComparison.Ordinal);
    }

    private static CasePlan Plan(TinyCaseRun tiny) => new()
    {
        Base = tiny.Run.ReadOptions<CaseOptions>().Recipe with
        {
            MinCount = 1,
            Training = new CaseTraining { Epochs = 1, BatchSize = 8 },
        },
        Seeds = 1,
        Rows =
        [
            new() { Name = "messages" },
            new() { Name = "late", Aggregation = AggregationKind.None },
            new() { Name = "subject", Aggregation = AggregationKind.None, Rounds = 1, Sources = [new CaseSource("subject", 4)] },
            new() { Name = "joined", Aggregation = AggregationKind.None, Sources = [new CaseSource("text", 20)] },
        ],
    };
}
