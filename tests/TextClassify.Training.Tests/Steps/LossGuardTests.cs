using TextClassify.Training.Nets;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Steps;

public sealed class LossGuardTests
{
    private const string Ordinary = "every weight is a number, the largest 0.5; ";

    [Theory]
    [InlineData(
        0.5f,
        false,
        0.1,
        "The training loss is NaN at step 1: " + Ordinary + "no step has moved a weight yet and the weights are of ordinary "
        + "size, so no option of the training is at fault: please report it with the processor's name.")]
    [InlineData(
        float.NaN,
        false,
        0.1,
        "The training loss is NaN at step 1: the weight 'embedding.weight' holds a value that is none; no step has moved a "
        + "weight yet, so the word vectors the training starts from are at fault.")]
    [InlineData(
        0.5f,
        true,
        0.1,
        "The training loss is NaN at step 9: " + Ordinary + "the weights are of ordinary size, so the steps were not too "
        + "large: the same command goes on from the last checkpoint and checks a step first.")]
    [InlineData(
        1e30f,
        true,
        0.1,
        "The training loss is NaN at step 9: every weight is a number, the largest 1E+30; the steps were too large, and a "
        + "lower training.learningRate than 0.1 makes them smaller.")]
    [InlineData(
        1e30f,
        true,
        null,
        "The training loss is NaN at step 9: every weight is a number, the largest 1E+30; the steps were too large for "
        + "these rows; another --seed may take another way.")]
    public void ThrowIfNoNumber_NoNumber_SaysWhatIsKnown(float value, bool moved, double? rate, string message)
    {
        using var weight = tensor([0.25f, -0.25f]);
        var guard = new LossGuard([new("output.bias", weight)], new WordTable(1, [0, value]), rate);

        var exception = Assert.Throws<TrainingDivergedException>(() => guard.ThrowIfNoNumber(double.NaN, "training", moved ? 9 : 1, moved));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void ThrowIfNoGradient_OneWeightsGradientIsNone_NamesIt()
    {
        using var scope = NewDisposeScope();
        Tensor sound = tensor([1f]).requires_grad_(true), broken = tensor([0f]).requires_grad_(true);
        sound.Plus(broken.sqrt()).sum().backward();
        var guard = new LossGuard([new("a", sound), new("b", broken)], words: null, rate: 0.1);

        var exception = Assert.Throws<TrainingDivergedException>(() => guard.ThrowIfNoGradient(double.PositiveInfinity, step: 4));

        Assert.StartsWith(
            "The training loss of step 4 is a number, and its gradient for 'b' is none: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThrowIfNoNumber_Number_Passes() =>
        new LossGuard([], words: null, rate: null).ThrowIfNoNumber(3, "training", 1, moved: false);
}
