using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    // True 0,0,0,1,1,2 predicted 0,0,1,1,2,2.
    private static readonly ConfusionMatrix Matrix = new(new LabelledLogits(
        3, [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1], [0, 0, 0, 1, 1, 2]));

    [Fact]
    public void Indexer_SixRows_CountsTruePredictedPairs()
    {
        Assert.Equal(2, Matrix[0, 0]);
        Assert.Equal(1, Matrix[0, 1]);
        Assert.Equal(1, Matrix[1, 2]);
        Assert.Equal(0, Matrix[2, 0]);
    }

    [Fact]
    public void Figures_SixRows_AreTheHandCounted()
    {
        Assert.Equal(4.0 / 6, Matrix.Accuracy, 1e-12);
        Assert.Equal(1, Matrix.Precision(0));
        Assert.Equal(2.0 / 3, Matrix.Recall(0), 1e-12);
        // F1: 4/5, 2/4, 2/3.
        Assert.Equal((0.8 + 0.5 + (2.0 / 3)) / 3, Matrix.MacroF1, 1e-12);
    }

    /// <summary>297 rows to 3 left a class without a development row: 75 % stood beside an accuracy of 100 %.</summary>
    [Fact]
    public void MacroF1_ClassWithoutARow_IsNotMeasured()
    {
        var matrix = new ConfusionMatrix(new LabelledLogits(3, [1, 0, 0, 0, 1, 0], [0, 1]));

        Assert.Equal([0, 1], matrix.Measured);
        Assert.Equal(1, matrix.MacroF1);
        Assert.Equal(
            "Macro-F1 is the mean over the 2 of 3 classes that have a row here; not measured: 'never'.",
            MeasuredClasses.Note(matrix, ["a", "b", "never"]));
    }

    [Fact]
    public void Note_EveryClassMeasured_None() => Assert.Null(MeasuredClasses.Note(Matrix, ["a", "b", "c"]));
}
