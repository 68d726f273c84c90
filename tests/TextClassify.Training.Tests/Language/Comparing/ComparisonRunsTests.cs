using TextClassify.Training.Language;
using TextClassify.Training.Language.Comparing;
using TextClassify.Training.Nets;
using TextClassify.Training.Steps;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Language.Comparing;

public sealed class ComparisonRunsTests
{
    private static readonly LanguageData Rhyme = new([.. Enumerable.Repeat("abcabcabcabc", 20)], ["abcabcabcabc"]);

    /// <summary>Two at a time or one: the same weights. Done, nothing is trained again.</summary>
    [Fact]
    public void Train_Parallel_IsEachRunAlone()
    {
        using var folder = new TemporaryFolder();
        int lines = 0;
        var together = new ComparisonRuns(Plan(), Rhyme, Path.Combine(folder.Root, "together"))
        {
            OnLine = (_, _, _) => Interlocked.Increment(ref lines),
        };
        var alone = new ComparisonRuns(Plan(), Rhyme, Path.Combine(folder.Root, "alone"));

        together.Train(parallel: 2, TestContext.Current.CancellationToken);
        alone.Train(parallel: 1, TestContext.Current.CancellationToken);

        Assert.Equal(["mzu-1", "mzu-2", "lstm-rate-0.01-1"], together.All().Select(run => Path.GetFileName(run.Folder.Path)));
        Assert.All(together.All().Zip(alone.All()), pair => Assert.Equal(Weights(pair.Second), Weights(pair.First)));
        Assert.Equal(6, lines);
        together.Train(parallel: 2, TestContext.Current.CancellationToken);
        Assert.Equal(6, lines);
    }

    /// <summary>An MZU of 180 has 16,939 weights, LSTMs of 60 and 61 have 16,655 and 17,176.</summary>
    [Theory]
    [InlineData(false, 61)]
    [InlineData(true, 60)]
    public void All_Lstm_HasAnEvenWidthInBfloat16(bool bfloat16, int expected)
    {
        var (plan, precision) = (Plan(), bfloat16 ? PrecisionKind.Bfloat16 : PrecisionKind.Single);
        plan = plan with
        {
            Base = plan.Base with
            {
                Net = plan.Base.Net with { StateWidth = 180 },
                Training = plan.Base.Training with { Precision = precision },
            },
        };

        var lstm = new ComparisonRuns(plan, Rhyme, "unused").All()[^1];

        Assert.Equal(expected, lstm.Recipe.Net.StateWidth);
    }

    [Fact]
    public void Format_FinishedRuns_HasARowANet()
    {
        using var folder = new TemporaryFolder();
        var plan = Plan();
        var runs = new ComparisonRuns(plan, Rhyme, folder.Root).All();
        double[] bits = [1.5, 1.7, 2];
        foreach (var (run, reached) in runs.Zip(bits))
        {
            run.Folder.Start(new LanguageOptions(run.Recipe, "comparison", run.Seed, 1, 1, 1, "unknown"), Rhyme.Vocabulary(1).Write);
            run.Folder.Finish(new WeightTable([]), new LanguageReport(reached, 13, 640, 1_234));
        }

        string[] table = ComparisonTable.Format(
            runs, new Dictionary<string, double> { ["MZU"] = 40.4, ["LSTM, rate 0.01"] = 64 }).Split('\n');

        Assert.Equal("| MZU | 12 | 1,234 | 0.003 | 2 | 1.6000 ± 0.1414 | 40 |", table[2]);
        Assert.Equal($"| LSTM, rate 0.01 | {runs[2].Recipe.Net.StateWidth} | 1,234 | 0.01 | 1 | 2.0000 | 64 |", table[3]);
    }

    /// <summary>A state four times as wide does some sixteen times the work.</summary>
    [Fact]
    public void Measure_WiderNet_TakesLonger()
    {
        var net = new CharacterNetOptions { Transition = TransitionKind.Gru, EmbeddingWidth = 8, StateWidth = 64 };
        var recipe = Plan().Base with { Net = net };
        var wide = recipe with { Net = recipe.Net with { StateWidth = 256 } };

        var times = StepTimes.Measure(
            new Dictionary<string, LanguageRecipe> { ["narrow"] = recipe, ["wide"] = wide },
            characters: 9,
            turns: 9,
            TestContext.Current.CancellationToken);

        Assert.True(times["narrow"] > 0);
        Assert.True(times["wide"] > times["narrow"], $"{times["wide"]} ms against {times["narrow"]} ms.");
    }

    private static float[] Weights(ComparisonRun run) => [.. run.Folder.ReadWeights().All.SelectMany(weight => weight.Values)];

    private static ComparisonPlan Plan() => new()
    {
        Base = new LanguageRecipe
        {
            Name = "rhyme",
            Description = "A rhyme.",
            Source = "Made here.",
            Train = ["rhyme.jsonl"],
            MinCount = 1,
            Net = new CharacterNetOptions
            {
                EmbeddingWidth = 6,
                StateWidth = 12,
                Zones = new() { Count = 2, Width = 8, Composed = 2, FeedForwardWidth = 12 },
            },
            Training = new LanguageTraining { Streams = 4, Window = 16, Steps = 10, EvaluateEvery = 5 },
        },
        Seeds = 2,
        Nets =
        [
            new ComparedNet { Name = "MZU" },
            new ComparedNet { Name = "LSTM, rate 0.01", Transition = TransitionKind.Lstm, LearningRate = 0.01, Seeds = 1 },
        ],
    };
}
