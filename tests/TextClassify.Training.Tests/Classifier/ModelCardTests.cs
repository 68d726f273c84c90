using TextClassify.Training.Classifier;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Classifier;

public sealed class ModelCardTests
{
    private static readonly TrainedModel Model = TinyModel.Create(seed: 7);

    [Fact]
    public void Format_ThreeRuns_GivesMeanAndDeviation()
    {
        DevFigures[] runs = [Figures(1, right: 3), Figures(2, right: 2), Figures(3, right: 1)];

        string card = ModelCard.Format(Model, "1", runs);

        // 3/4, 2/4, 1/4: mean 0.5, sample deviation 0.25.
        Assert.Contains("| accuracy | 0.7500 | 0.5000 | 0.2500 |", card, StringComparison.Ordinal);
        Assert.Contains("mean of seeds 1, 2, 3", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_OneRun_ClaimsNoSpread()
    {
        var run = Figures(1, right: 3);

        Assert.Contains("| accuracy | 0.7500 | 0.7500 | one run |", ModelCard.Format(Model, "1", [run]), StringComparison.Ordinal);
    }

    /// <summary>What a model stands on is on its card: licence and texts of others count too.</summary>
    [Fact]
    public void Format_BaseAndLessons_NamesWhatTheyAreOf()
    {
        var model = Model with { Options = Model.Options with { Base = "base.json, seed 1", Lessons = "said.bin" } };

        string card = ModelCard.Format(model, "1", [Figures(1, right: 3)]);

        Assert.Contains("from the base (base.json, seed 1), which was distilled from all-MiniLM-L6-v2", card, StringComparison.Ordinal);
        Assert.Contains("what teachers said of the texts (`said.bin`", card, StringComparison.Ordinal);
        Assert.DoesNotContain("MiniLM", ModelCard.Format(Model, "1", [Figures(1, right: 3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Format_ConfusionMatrix_HasARowALabel()
    {
        var run = Figures(1, right: 3);

        string card = ModelCard.Format(Model, "1", [run]);

        Assert.Contains("| **negative** | 3 | 1 | 0 | 1.000 | 0.750 | 0.857 |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_RowsThatDetermineLittle_SaysWhatIsKnown()
    {
        var run = Figures(1, right: 4);

        string card = ModelCard.Format(Model, "1", [run]);

        Assert.Contains("| temperature | 1.0000 |", card, StringComparison.Ordinal);
        Assert.Contains("none of the 4 development rows is wrong", card, StringComparison.Ordinal);
        Assert.Contains("the 1 of 3 classes that have a row here; not measured: 'neutral', 'positive'.", card, StringComparison.Ordinal);
        Assert.Contains("- Scores are the net's own, as the development texts determine no temperature;", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Format_RecipeWithAWarning_TellsItBeforeAnythingElse()
    {
        var run = Figures(1, right: 3);
        var model = Model with { Options = Model.Options with { Recipe = Model.Recipe with { Warning = "Slurs." } } };

        string card = ModelCard.Format(model, "1", [run]);

        Assert.Contains($"{model.Recipe.Description}\n\n**Content warning.** Slurs.\n\n## Model", card, StringComparison.Ordinal);
        Assert.DoesNotContain("warning", ModelCard.Format(Model, "1", [run]), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Four rows of the first class, <paramref name="right"/> of them predicted so, the others as the second.</summary>
    private static DevFigures Figures(int seed, int right) => DevFigures.Measure(
        new LabelledLogits(
            3, [.. Enumerable.Range(0, 4).SelectMany(row => row < right ? [1f, 0, 0] : (float[])[0, 1, 0])], [0, 0, 0, 0]), seed);
}
