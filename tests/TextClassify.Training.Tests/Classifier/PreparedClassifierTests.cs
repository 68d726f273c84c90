using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TextClassify.Training.Steps;
using TextClassify.Training.Tests.Loops;

namespace TextClassify.Training.Tests.Classifier;

public sealed class PreparedClassifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-run");

    public static TheoryData<double> Averages => [0, 0.9];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Execute_LearnableLabels_LearnsThem()
    {
        var report = Run("a", Recipe(epochs: 8, average: 0));

        // The label is whether "good" or "bad" stands somewhere in the text.
        Assert.True(report.Accuracy >= 0.95, $"accuracy {report.Accuracy}");
        Assert.Equal(report.Labels.Count, report.Logits.Count);
    }

    [Theory]
    [MemberData(nameof(Averages))]
    public void Execute_SameSeed_GivesTheSameBits(double average)
    {
        Run("a", Recipe(epochs: 2, average));
        Run("b", Recipe(epochs: 2, average));
        Run("c", Recipe(epochs: 2, average), seed: 2);

        Assert.Equal(Weights("a"), Weights("b"));
        Assert.NotEqual(Weights("a"), Weights("c"));
    }

    [Fact]
    public void Execute_FinerLabelsOfNoWeight_ChangeNothing()
    {
        var recipe = Recipe(epochs: 2, average: 0);
        Run("without", recipe);
        Run("weightless", recipe with { FinerLabelColumn = "fine", Training = recipe.Training with { FinerLabelWeight = 0 } });
        Run("with", recipe with { FinerLabelColumn = "fine" });

        string[] names = [.. In("without").ReadWeights().Names];

        Assert.All(names, name => Assert.Equal(In("without").ReadWeights()[name].Values, In("weightless").ReadWeights()[name].Values));
        Assert.All(names, name => Assert.NotEqual(In("without").ReadWeights()[name].Values, In("with").ReadWeights()[name].Values));
    }

    [Fact]
    public void Execute_FinishedRun_IsNotTrainedAgain()
    {
        var recipe = Recipe(epochs: 1, average: 0);
        var first = Run("a", recipe);

        var again = Run("a", recipe, watch: new() { OnProgress = _ => Assert.Fail("It trained.") });

        Assert.Equal(first.Accuracy, again.Accuracy);
    }

    [Fact]
    public void Execute_FolderOfAnotherRun_Refuses()
    {
        Run("a", Recipe(epochs: 1, average: 0));

        Assert.Throws<DataException>(() => Run("a", Recipe(epochs: 2, average: 0)));
    }

    [Fact]
    public void Execute_Done_LeavesWhatTheFolderPromises()
    {
        var recipe = Recipe(epochs: 1, average: 0);
        Run("a", recipe);

        var folder = RunFolder.Open(In("a").Path);
        var weights = folder.ReadWeights();
        var options = folder.ReadOptions<ClassifierOptions>();

        Assert.Equal(folder.ReadVocabulary(Vocabulary.Read).Count, weights["embedding.weight"].Shape[0]);
        Assert.Equal(["negative", "positive"], options.Labels);
        Assert.Equal(recipe.Net.StateWidth, options.Recipe.Net.StateWidth);
        Assert.All(weights["embedding.weight"].Values, value => Assert.Equal(value, (float)(Half)value));
        Assert.False(Directory.Exists(folder.CheckpointFolder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Execute_TooLargeStep_SaysWhatToLowerWhereTheUserCan(bool isOwnData)
    {
        var recipe = Recipe(epochs: 3, average: 0);
        recipe = recipe with { Training = recipe.Training with { LearningRate = 1e30, ClipNorm = 1e30, WarmUp = 0 } };

        var exception = Assert.Throws<TrainingDivergedException>(() => Run("a", recipe, isOwnData: isOwnData));

        Assert.Contains("the steps were too large", exception.Message, StringComparison.Ordinal);
        Assert.Equal(isOwnData, !exception.Message.Contains("learningRate", StringComparison.Ordinal));
    }

    /// <summary>
    /// A step of infinite size leaves weights that are no numbers, and one batch is the epoch: so the development rows see them first.
    /// </summary>
    [Fact]
    public void Execute_DevelopmentLossThatIsNoNumber_SaysSo()
    {
        var recipe = Recipe(epochs: 1, average: 0);
        recipe = recipe with { Training = recipe.Training with { LearningRate = 1e38, ClipNorm = 1e38, BatchSize = 1_000, WarmUp = 0 } };

        var exception = Assert.Throws<TrainingDivergedException>(() => Run("a", recipe));

        Assert.StartsWith("The development loss is NaN at step 1: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_Always_ChecksAStepBeforeTheFirst()
    {
        var seen = new List<string>();

        Run("a", Recipe(epochs: 1, average: 0), watch: new()
        {
            OnProgress = _ => seen.Add("step"),
            OnCheck = report => seen.Add($"check {report.Elapsed > TimeSpan.Zero}"),
        });

        Assert.Equal("check True", seen[0]);
        Assert.Single(seen, line => line.StartsWith("check", StringComparison.Ordinal));
    }

    /// <summary>A step a second by the test's clock, of 260 planned.</summary>
    [Fact]
    public void Execute_TimeForFiftySteps_EndsWithTheirWeights()
    {
        var time = new HandTime();
        (int Done, int Planned)? cut = null;
        var train = Rows(200, seed: 1);
        var data = new RecipeData(train, Rows(60, seed: 2), Labels.Of(train), []);
        var prepared = new PreparedClassifier(
            Recipe(epochs: 20, average: 0), data, vectors: null, start: null, new RunSource("small.json", null, Seed: 1, Threads: 1))
        {
            Limit = new RunLimit(time, TimeSpan.FromSeconds(50)),
        };

        var report = TrainingRun.Execute(
            prepared,
            In("a"),
            new TrainingWatch<ClassifierLine> { OnProgress = _ => time.Seconds++, OnCut = (done, planned) => cut = (done, planned) },
            time,
            TestContext.Current.CancellationToken);

        Assert.Equal((50, 260), cut);
        var lines = In("a").ReadLines<ClassifierLine>();
        Assert.Equal(50, lines[^1].Step);
        Assert.True(lines[^1].LearningRate < lines[0].LearningRate / 4, "The rate falls over the steps that there are.");
        Assert.Equal(report.Accuracy, lines.Max(line => line.DevAccuracy));
        Assert.Equal(50, In("a").ReadOptions<ClassifierOptions>().MostSeconds);
    }

    private static Recipe Recipe(int epochs, double average) => new()
    {
        Name = "small",
        Description = "",
        Source = "",
        Train = ["none"],
        MinCount = 1,
        Net = SmallOptions,
        Training = new TrainingOptions
        {
            Epochs = epochs,
            Patience = epochs,
            BatchSize = 16,
            LearningRate = 0.02,
            WeightAverage = average,
            EmbeddingRate = 1,
            RedundancyPenalty = 0.01,
        },
    };

    private static CrnnOptions SmallOptions => new()
    {
        EmbeddingWidth = 8,
        StateWidth = 6,
        TensorRank = 4,
        WordWidth = 6,
        Aspects = 2,
        Windows = [1, 3],
        WindowChannels = 4,
    };

    private static LabelledText[] Rows(int count, int seed)
    {
        var draws = new Random(seed);
        string[] filler = [.. Enumerable.Range(0, 30).Select(i => $"w{i}x")];

        return [.. Enumerable.Range(0, count).Select(i =>
        {
            string[] words = draws.GetItems(filler, draws.Next(2, 9));
            words[draws.Next(words.Length)] = i % 2 == 0 ? "bad" : "good";

            return new LabelledText(string.Join(' ', words), i % 2 == 0 ? "negative" : "positive", $"{i % 4}");
        })];
    }

    private DevReport Run(
        string name, Recipe recipe, int seed = 1, TrainingWatch<ClassifierLine>? watch = null, bool isOwnData = false)
    {
        var train = Rows(200, seed: 1);
        var data = new RecipeData(train, Rows(60, seed: 2), Labels.Of(train), []);
        var source = new RunSource("small.json", Vectors: null, seed, Threads: 1);
        return TrainingRun.Execute(
            new PreparedClassifier(recipe, data, vectors: null, start: null, source) { IsOwnData = isOwnData },
            In(name),
            watch ?? new(),
            TimeProvider.System,
            TestContext.Current.CancellationToken);
    }

    private RunFolder In(string name) => new(Path.Combine(_folder.FullName, name));

    private byte[] Weights(string name) => File.ReadAllBytes(In(name).WeightsFile);
}
