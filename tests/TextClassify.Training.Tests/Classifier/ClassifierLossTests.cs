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
}
