using TextClassify.Training.Aspect;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Aspect;

public sealed class PreparedAspectsTests
{
    private static readonly string[] Things = ["food", "staff", "screen", "keys"];

    /// <summary>
    /// "good food bad staff": the word before an aspect decides, so that only a net that sees the aspect's place can be right; things are
    /// the aspects to find.
    /// </summary>
    [Theory]
    [InlineData(TransitionKind.Mzu)]
    [InlineData(TransitionKind.Lstm)]
    [InlineData(TransitionKind.Gru)]
    public void Execute_OppositeAspectsInOneText_TellsThemApart(TransitionKind transition)
    {
        using var folder = new TemporaryFolder();

        var report = Execute(folder, "run", Recipe(transition, epochs: 12));

        var domain = Assert.Single(report.Domains);
        Assert.InRange(domain.Accuracy, 0.95, 1);
        Assert.InRange(domain.Spans.F1, 0.95, 1);
    }

    [Fact]
    public void Execute_FolderOfAnotherRun_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(TransitionKind.Gru, epochs: 1);
        Execute(folder, "run", recipe);

        var refusal = Assert.Throws<DataException>(() => Execute(folder, "run", recipe with { MaxTokens = 9 }));

        Assert.Contains("holds a finished run of other data, options, seed or threads", refusal.Message, StringComparison.Ordinal);
    }

    private static AspectReport Execute(TemporaryFolder folder, string name, AspectRecipe recipe)
    {
        var texts = Texts().ToArray();
        var data = new AspectData([new(texts[..240], 1, 1)], [texts[240..]], 0);
        return TrainingRun.Execute(
            new PreparedAspects(recipe, data, vectors: null, start: null, new RunSource("pairs.json", Vectors: null, Seed: 3, Threads: 1)),
            new RunFolder(Path.Combine(folder.Root, name)),
            new(),
            TimeProvider.System,
            TestContext.Current.CancellationToken);
    }

    private static IEnumerable<AspectText> Texts()
    {
        var random = new Random(9);
        string[] moods = ["good", "so-so", "bad"], labels = ["positive", "neutral", "negative"];
        for (int i = 0; i < 300; i++)
        {
            int first = random.Next(3), second = random.Next(3);
            string left = random.GetItems(Things, 1)[0], right = random.GetItems(Things, 1)[0];
            string head = $"{moods[first]} ", middle = $"{head}{left} and {moods[second]} ";
            yield return new AspectText(
                middle + right,
                [
                    new(head.Length, head.Length + left.Length, labels[first]),
                    new(middle.Length, middle.Length + right.Length, labels[second]),
                ]);
        }
    }

    private static AspectRecipe Recipe(TransitionKind transition, int epochs) => new()
    {
        Name = "pairs",
        Description = "Two things and how they are.",
        Source = "Made here.",
        Domains = [new AspectDomain("things", "things.jsonl")],
        Net = new AspectNetOptions
        {
            Transition = transition,
            EmbeddingWidth = 12,
            StateWidth = 12,
            WordWidth = 12,
            TensorRank = 6,
            AttentionWidth = 8,
            MaxDistance = 4,
            Zones = new() { Count = 2, Width = 8, Composed = 2, FeedForwardWidth = 12 },
        },
        Training = new AspectTraining
        {
            Epochs = epochs,
            BatchSize = 16,
            LearningRate = 0.02,
            EmbeddingRate = 1,
            EmbeddingDropout = 0,
            StateDropout = 0,
            OutputDropout = 0,
            WordDropout = 0,
            LabelSmoothing = 0,
            WeightAverage = 0,
            Patience = 12,
        },
    };
}
