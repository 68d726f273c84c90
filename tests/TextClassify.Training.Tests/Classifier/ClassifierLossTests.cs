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
}
