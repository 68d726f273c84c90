using TextClassify.Training.Language;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Runs;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Language;

/// <summary>
/// A warm restart begins a second training from the weights of the first: what the first leaves besides them is of no account.
/// </summary>
public sealed class RestartTests
{
    private const int Restart = 16;
    private const int Steps = 40;

    [Fact]
    public void Execute_StepsBeforeTheRestart_AreATrainingOfTheirOwn()
    {
        using var folder = new TemporaryFolder();
        var first = Train(folder, "first", Recipe(Restart, restartAt: 0));

        var stopped = Stop(folder, Recipe(Steps, Restart));

        Assert.Equal(Restart, stopped.State.Step);
        Assert.Equal(Values(first, first.Names), Values(stopped.Arrays, first.Names));
    }

    [Theory]
    [InlineData(Restart, true)]
    [InlineData(0, false)]
    public void Execute_WeightsAloneAreKept_EndsTheSameAfterARestartOnly(int restartAt, bool same)
    {
        using var folder = new TemporaryFolder();
        var recipe = Recipe(Steps, restartAt);
        var whole = Train(folder, "whole", recipe);
        var (state, arrays) = Stop(folder, recipe);
        RhymeRun.Folder(folder, "stopped").Write(new(state, new WeightTable(arrays.All.Select(
            weight => whole.Names.Contains(weight.Name) ? weight : weight with { Values = new float[weight.Values.Length] }))));

        var resumed = Train(folder, "stopped", recipe);

        Assert.Equal(same, Values(whole, whole.Names).SequenceEqual(Values(resumed, whole.Names)));
    }

    /// <summary>What a run killed after <see cref="Restart"/> steps resumes from.</summary>
    private static Checkpoint Stop(TemporaryFolder folder, LanguageRecipe recipe)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = RhymeRun.Folder(folder, "stopped");
        var prepared = RhymeRun.Prepare(recipe);
        var watch = new TrainingWatch<LanguageLine>
        {
            OnLine = (line, _) =>
            {
                if (line.Step == Restart)
                {
                    stop.Cancel();
                }
            },
        };
        Assert.Throws<OperationCanceledException>(() => TrainingRun.Execute(prepared, run, watch, TimeProvider.System, stop.Token));
        return run.ReadCheckpoint(prepared.Options)!;
    }

    private static WeightTable Train(TemporaryFolder folder, string name, LanguageRecipe recipe)
    {
        RhymeRun.Execute(folder, name, recipe);
        return RhymeRun.Folder(folder, name).ReadWeights();
    }

    private static IEnumerable<float> Values(WeightTable table, IEnumerable<string> names) =>
        names.Order(StringComparer.Ordinal).SelectMany(name => table[name].Values);

    private static LanguageRecipe Recipe(int steps, int restartAt)
    {
        var recipe = RhymeRun.Recipe(TransitionKind.Mzu, CompositionKind.Mixing, steps);
        return recipe with { Training = recipe.Training with { RestartAt = restartAt, Muon = true } };
    }
}
