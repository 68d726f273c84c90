using TextClassify.Training.Data;
using TextClassify.Training.Nets;
using TextClassify.Training.Steps;
using TextClassify.Training.Tests.Data;
using TorchSharp;

namespace TextClassify.Training.Tests.Language;

public sealed class PreparedLanguageTests
{
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

        var report = RhymeRun.Execute(folder, "run", RhymeRun.Recipe(transition, composition, steps: 150));

        // An even choice of a, b, c and the end is 2 bits; known but for its beginning and its end, a text is far below 1.
        Assert.InRange(report.BitsPerCharacter, 0, 1);
        Assert.Equal(23, report.Characters);
    }

    /// <summary>Where the processor multiplies bfloat16, that is what its steps are made of; else it is the same training again.</summary>
    [Fact]
    public void Execute_Bfloat16_LearnsThemAndKeepsNoMoreTensors()
    {
        using var folder = new TemporaryFolder();
        var recipe = RhymeRun.Recipe(TransitionKind.Mzu, CompositionKind.Mixing, steps: 150);
        var live = new List<long>();

        var report = RhymeRun.Execute(
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
        var recipe = RhymeRun.Recipe(transition, CompositionKind.Mixing, steps: 150);
        var live = new List<long>();

        var report = RhymeRun.Execute(
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

        RhymeRun.Execute(
            folder, "run", RhymeRun.Recipe(transition, composition, steps: 40),
            onLine: () => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        Assert.Equal(5, live.Count);
        Assert.All(live, count => Assert.Equal(live[0], count));
    }

    [Fact]
    public void Execute_FolderOfAnotherRun_IsRefused()
    {
        using var folder = new TemporaryFolder();
        var recipe = RhymeRun.Recipe(TransitionKind.Gru, CompositionKind.Mixing, steps: 2);
        RhymeRun.Execute(folder, "run", recipe);

        var refusal = Assert.Throws<DataException>(
            () => RhymeRun.Execute(folder, "run", recipe with { Training = recipe.Training with { LearningRate = 0.5 } }));

        Assert.Contains("holds a finished run of other data, options, seed or threads", refusal.Message, StringComparison.Ordinal);
    }
}
