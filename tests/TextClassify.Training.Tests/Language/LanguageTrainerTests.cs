using TextClassify.Training.Data;
using TextClassify.Training.Language;
using TextClassify.Training.Nets;
using TorchSharp;

namespace TextClassify.Training.Tests.Language;

public sealed class LanguageTrainerTests
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

    /// <summary>
    /// Killed after a checkpoint and started again, the run ends with the same bits as one that was left alone, whatever else draws from the
    /// process's own generator.
    /// </summary>
    [Fact]
    public async Task Execute_Resumed_IsTheWholeRun()
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(TransitionKind.Mzu, CompositionKind.Attention, steps: 24);
        recipe = recipe with { Training = recipe.Training with { RecurrentDropout = 0.2, Zoneout = 0.1, LayerDropout = 0.1 } };
        var whole = Execute(folder, "whole", recipe);
        using var stop = new CancellationTokenSource();

        await using var others = new OtherDraws();
        Assert.Throws<OperationCanceledException>(() => Execute(folder, "cut", recipe, _ => stop.Cancel(), stop: stop));
        int? resumed = null;
        var report = Execute(folder, "cut", recipe, onResume: step => resumed = step);

        Assert.Equal(8, resumed);
        Assert.Equal(whole, report);
        var expected = new LanguageRun(Path.Combine(folder.Root, "whole"));
        var actual = new LanguageRun(Path.Combine(folder.Root, "cut"));
        Assert.All(expected.ReadWeights().All, weight => Assert.Equal(weight.Values, actual.ReadWeights()[weight.Name].Values));
        Assert.Equal([8, 16, 24], actual.ReadLines().Select(line => line.Step));
    }

    /// <summary>A tensor a step that outlives its step grew an hour's training to 15 GB. Steps, evaluations and checkpoints leave none behind.</summary>
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
            onLine: _ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

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

    private static LanguageReport Execute(
        TemporaryFolder folder,
        string name,
        LanguageRecipe recipe,
        Action<LanguageLine>? onLine = null,
        Action<int>? onResume = null,
        CancellationTokenSource? stop = null) =>
        new LanguageTrainer(recipe, Rhyme, new LanguageRun(Path.Combine(folder.Root, name)), TimeProvider.System)
        {
            OnLine = (line, _) => onLine?.Invoke(line),
            OnResume = onResume,
        }.Execute("rhyme.json", seed: 3, threads: 1, stop?.Token ?? TestContext.Current.CancellationToken);

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
