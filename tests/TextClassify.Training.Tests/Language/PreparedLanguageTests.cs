using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TextClassify.Training.Steps;
using TextClassify.Training.Tests.Data;
using TorchSharp;

namespace TextClassify.Training.Tests.Language;

public sealed class PreparedLanguageTests
{
    private static readonly LanguageData Rhyme = new(
        [.. Enumerable.Repeat("abcabcabcabc", 40), .. Enumerable.Repeat("cbacbacba", 40)], ["abcabcabcabc", "cbacbacba"]);

    /// <summary>After the first characters the text is certain; every kind of cell must learn that, and a text's own end.</summary>
    [Theory]
    [InlineData(TransitionKind.Mzu, CompositionKind.Attention)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Routing)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Mixing)]
    [InlineData(TransitionKind.Lstm, CompositionKind.Mixing)]
    [InlineData(TransitionKind.Gru, CompositionKind.Mixing)]
    public void Execute_RepeatedTexts_LearnsThem(TransitionKind transition, CompositionKind composition)
    {
        using var folder = new TemporaryFolder();

        var report = Execute(folder, "run", Recipe(transition, composition, steps: 150));

        // An even choice of a, b, c and the end is 2 bits; known but for its beginning and its end, a text is far below 1.
        Assert.InRange(report.BitsPerCharacter, 0, 1);
        Assert.Equal(23, report.Characters);
    }

    /// <summary>Where the processor multiplies bfloat16, that is what its steps are made of; else it is the same training again.</summary>
    [Fact]
    public void Execute_Bfloat16_LearnsThemAndKeepsNoMoreTensors()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(TransitionKind.Mzu, CompositionKind.Mixing, steps: 150);
        var live = new List<long>();

        var report = Execute(
            folder,
            "run",
            recipe with { Training = recipe.Training with { Precision = PrecisionKind.Bfloat16, WeightAverage = 0.9 } },
            onLine: () => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        Assert.InRange(report.BitsPerCharacter, 0, 1);
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    [Theory]
    [InlineData(TransitionKind.Mzu)]
    [InlineData(TransitionKind.Lstm)]
    public void Execute_Muon_LearnsThemAndKeepsNoMoreTensors(TransitionKind transition)
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(transition, CompositionKind.Mixing, steps: 150);
        var live = new List<long>();

        var report = Execute(
            folder,
            "run",
            recipe with { Training = recipe.Training with { Muon = true } },
            onLine: () => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        Assert.InRange(report.BitsPerCharacter, 0, 1);
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    /// <summary>
    /// A tensor a step that outlives its step grew an hour's training to 15 GB. Steps, evaluations and checkpoints leave none behind.
    /// </summary>
    [Theory]
    [InlineData(TransitionKind.Mzu, CompositionKind.Attention)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Routing)]
    [InlineData(TransitionKind.Mzu, CompositionKind.Mixing)]
    [InlineData(TransitionKind.Lstm, CompositionKind.Mixing)]
    [InlineData(TransitionKind.Gru, CompositionKind.Mixing)]
    public void Execute_MoreSteps_KeepsNoMoreTensors(TransitionKind transition, CompositionKind composition)
    {
        using var folder = new TemporaryFolder();
        var live = new List<long>();

        Execute(
            folder, "run", Recipe(transition, composition, steps: 40),
            onLine: () => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        Assert.Equal(5, live.Count);
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    [Fact]
    public void Execute_FolderOfAnotherRun_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(TransitionKind.Gru, CompositionKind.Mixing, steps: 2);
        Execute(folder, "run", recipe);

        var refusal = Assert.Throws<DataException>(
            () => Execute(folder, "run", recipe with { Training = recipe.Training with { LearningRate = 0.5 } }));

        Assert.Contains("holds a finished run of other data, options, seed or threads", refusal.Message, StringComparison.Ordinal);
    }

    private static LanguageReport Execute(TemporaryFolder folder, string name, LanguageRecipe recipe, Action? onLine = null) =>
        TrainingRun.Execute(
            new PreparedLanguage(recipe, Rhyme, new RunSource("rhyme.json", Vectors: null, Seed: 3, Threads: 1)),
            new RunFolder(Path.Combine(folder.Root, name)),
            new() { OnLine = (_, _) => onLine?.Invoke() },
            TimeProvider.System,
            TestContext.Current.CancellationToken);

    private static LanguageRecipe Recipe(TransitionKind transition, CompositionKind composition, int steps) => new()
    {
        Name = "rhyme",
        Description = "Two rhymes.",
        Source = "Made here.",
        Train = ["rhyme.jsonl"],
        MinCount = 1,
        Net = new CharacterNetOptions
        {
            Transition = transition,
            EmbeddingWidth = 6,
            StateWidth = 16,
            Zones = new() { Count = 2, Width = 8, Composed = 2, FeedForwardWidth = 12, Composition = composition },
        },
        Training = new LanguageTraining { Streams = 8, Window = 12, Steps = steps, LearningRate = 0.02, EvaluateEvery = 8 },
    };
}
