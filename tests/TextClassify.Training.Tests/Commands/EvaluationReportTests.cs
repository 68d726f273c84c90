using TextClassify.Training.Commands;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Commands;

public sealed class EvaluationReportTests
{
    [Fact]
    public void Of_FourRows_HasTheFiguresOneCountsByHand()
    {
        // Rows a a b b, predicted a b b b.
        var logits = new LabelledLogits(2, [2, 0, 0, 2, 0, 2, 0, 2], [0, 0, 1, 1]);

        var evaluation = EvaluationReport.Of(logits, ["a", "b"], temperature: 1);

        Assert.Equal(0.75, evaluation.Accuracy);
        Assert.Equal([1, 2.0 / 3], evaluation.Precision);
        Assert.Equal([0.5, 1], evaluation.Recall);
        Assert.Equal((2.0 / 3 + 0.8) / 2, evaluation.MacroF1, 1e-12);
        Assert.Equal([1, 1], evaluation.Confusion[0]);
        Assert.Equal([0, 2], evaluation.Confusion[1]);

        // Every row's confidence is 1 / (1 + e^-2).
        Assert.Equal((1 / (1 + Math.Exp(-2))) - 0.75, evaluation.CalibrationError, 1e-9);
    }
}
