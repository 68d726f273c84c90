using TextClassify.Training.Aspect;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Tests.Language;

namespace TextClassify.Training.Tests.Aspect;

public sealed class AspectTrainerTests
{
    private static readonly string[] Things = ["food", "staff", "screen", "keys"];

    /// <summary>
    /// "good food bad staff": the word before an aspect decides, so that only a net that sees the aspect's place can be right; things are the aspects to find.
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

    /// <summary>
    /// Killed after a checkpoint and started again, the run ends with the same bits as one that was left alone, whatever else draws from the process's own
    /// generator.
    /// </summary>
    [Fact]
    public async Task Execute_Resumed_IsTheWholeRun()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(TransitionKind.Mzu, epochs: 3);
        var training = recipe.Training with
        {
            EmbeddingDropout = 0.2,
            RecurrentDropout = 0.1,
            StateDropout = 0.1,
            OutputDropout = 0.1,
            WordDropout = 0.1,
            WeightAverage = 0.9,
        };
        recipe = recipe with { Training = training, Whole = [new WholeTexts("", new Dictionary<string, string>(), Weight: 0.5, Share: 0.5)] };
        Execute(folder, "whole", recipe);
        using var stop = new CancellationTokenSource();

        await using var others = new OtherDraws();
        Assert.Throws<OperationCanceledException>(() => Execute(folder, "cut", recipe, line => StopAt(line, stop), stop: stop));
        int? resumed = null;
        Execute(folder, "cut", recipe, onResume: epoch => resumed = epoch);

        Assert.Equal(2, resumed);
        var expected = new AspectRun(Path.Combine(folder.Root, "whole"));
        var actual = new AspectRun(Path.Combine(folder.Root, "cut"));
        Assert.All(expected.ReadWeights().All, weight => Assert.Equal(weight.Values, actual.ReadWeights()[weight.Name].Values));
        Assert.Equal([1, 2, 3], actual.ReadLines().Select(line => line.Epoch));
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

    private static void StopAt(AspectLine line, CancellationTokenSource stop)
    {
        if (line.Epoch == 2)
        {
            stop.Cancel();
        }
    }

    private static AspectReport Execute(
        TemporaryFolder folder,
        string name,
        AspectRecipe recipe,
        Action<AspectLine>? onLine = null,
        Action<int>? onResume = null,
        CancellationTokenSource? stop = null)
    {
        var texts = Texts().ToArray();
        var parts = new List<AspectPart> { new(texts[..240], 1, 1) };
        parts.AddRange(recipe.Whole.Select(whole => new AspectPart(
            [.. texts[..40].Select(text => new AspectText(text.Text, [new AspectLabel(0, text.Text.Length, "neutral")], Tagged: false))], whole.Weight, whole.Share)));
        return new AspectTrainer(recipe, new AspectData(parts, [texts[240..]], 0), null, new AspectRun(Path.Combine(folder.Root, name)), TimeProvider.System)
        {
            CheckpointInterval = TimeSpan.Zero,
            OnLine = line => onLine?.Invoke(line),
            OnResume = state => onResume?.Invoke(state.Epoch),
        }.Execute("pairs.json", null, seed: 3, threads: 1, stop?.Token ?? TestContext.Current.CancellationToken);
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
                [new(head.Length, head.Length + left.Length, labels[first]), new(middle.Length, middle.Length + right.Length, labels[second])]);
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
