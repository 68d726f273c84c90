using TextClassify.Training.Classifier;
using TextClassify.Training.Native;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Classifier;

public sealed class ClassifierLossTests
{
    public ClassifierLossTests() => TorchLoader.Load(1);

    [Fact]
    public void Of_ClassWeights_IsTheMeanOfWeightedRows()
    {
        using var scope = NewDisposeScope();
        var logits = zeros(2, 2);
        logits[0, 0] = 1f;
        double first = Math.Log(1 + Math.Exp(-1)), second = Math.Log(2);

        var plain = ClassifierLoss.Of((logits, null, logits), [0, 1], null, new());
        var weighted = ClassifierLoss.Of((logits, null, logits), [0, 1], null, new() { ClassWeights = [1, 3] });

        Assert.Equal((first + second) / 2, plain.item<float>(), 1e-5);
        Assert.Equal((first + (3 * second)) / 4, weighted.item<float>(), 1e-5);
    }

    /// <summary>Two labels a row: ln(1 + e^-m) of each margin, summed, the mean of the rows.</summary>
    [Fact]
    public void Of_Targets_IsTheBinaryCrossEntropyOfEachLabel()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([1f, -2f, 0f, 3f], [2, 2]);
        double[] wrong = [1, -2, 0, 3], right = [-1, 2, 0, -3];
        double Cost(double margin) => Math.Log(1 + Math.Exp(margin));

        var plain = ClassifierLoss.Of((logits, null, logits), [0, 1], null, new(), [1, 0, 0, 1]);
        var weighted = ClassifierLoss.Of((logits, null, logits), [0, 1], null, new() { ClassWeights = [1, 3] }, [1, 0, 0, 1]);

        double sum = Cost(right[0]) + Cost(wrong[1]) + Cost(wrong[2]);
        Assert.Equal((sum + Cost(right[3])) / 2, plain.item<float>(), 1e-5);
        Assert.Equal((sum + (3 * Cost(right[3]))) / 2, weighted.item<float>(), 1e-5);
    }

    [Fact]
    public void Of_RowsWithoutALabel_CountForNothing()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([1f, 0f, 5f, -5f], [2, 2]);

        var half = ClassifierLoss.Of((logits, null, logits), [0, -1], null, new() { LabelSmoothing = 0.1 });
        var one = ClassifierLoss.Of((logits[..1], null, logits), [0], null, new() { LabelSmoothing = 0.1 });
        var none = ClassifierLoss.Of((logits, null, logits), [-1, -1], null, new());

        Assert.Equal(one.item<float>(), half.item<float>(), 1e-6);
        Assert.Equal(0, none.item<float>());
    }

    /// <summary>Logits (3, 1) are (1, -1) about their mean, where the teacher says (2, -2): errors of 1, and 0 in the other row.</summary>
    [Fact]
    public void OfLessons_RowsOfATeacher_IsTheMeanSquaredErrorAboutTheMean()
    {
        using var scope = NewDisposeScope();
        var logits = tensor([3f, 1f, 9f, 9f, 5f, 4f], [3, 2]);

        var loss = ClassifierLoss.OfLessons(logits, [[2, -2], null, [0.5f, -0.5f]], 3);

        Assert.Equal(3 * 0.5, loss.item<float>(), 1e-6);
    }
}
