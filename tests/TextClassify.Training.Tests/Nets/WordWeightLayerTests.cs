using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

public sealed class WordWeightLayerTests
{
    public static TheoryData<int[], int> Windows => new()
    {
        { [1, 3, 5], 7 }, { [3], 7 }, { [5, 1, 3], 7 }, { [5, 3, 7, 1], 7 }, { [1, 9], 7 }, { [1, 3, 5], 1 }, { [1, 3, 5], 2 }, { [31], 4 },
    };

    /// <summary>
    /// Channels going in that are no multiple of 16, as the shipped nets have: there libtorch's own single-precision kernel is wrong on
    /// some processors.
    /// </summary>
    [Theory]
    [MemberData(nameof(Windows))]
    public void Forward_AnyWindows_IsTheConvolutionInDoublePrecision(int[] windows, int time)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5, CPU);
        var options = new CrnnOptions { EmbeddingWidth = 200, WindowChannels = 24, Windows = windows, Aspects = 3 };
        using var layer = new WordWeightLayer(options, random);
        var batch = new TokenBatch(new int[time * 4], [time, time, time, time], time);
        var embedded = empty(time, 4, 200).normal_(0, 1, random).requires_grad_(true);
        var direction = empty(4, 3, time).normal_(0, 1, random);

        var actual = layer.Forward(embedded, batch);
        (actual * direction).sum().backward();

        var x = embedded.detach().to(ScalarType.Float64).requires_grad_(true);
        var expected = Reference(layer, windows, x);
        (expected * direction).sum().backward();
        Assert.True(Error(actual, expected) < 1e-5, "forward");
        Assert.True(Error(embedded.grad!, x.grad!) < 1e-4, "backward");
    }

    private static Tensor Reference(WordWeightLayer layer, int[] windows, Tensor x)
    {
        var weights = layer.Weights.ToDictionary(weight => weight.Key, weight => weight.Value.detach().to(ScalarType.Float64));
        var features = windows.Select(window => nn.functional.conv1d(
            x.permute(1, 2, 0),
            weights[$"weights.conv{window}.weight"],
            weights[$"weights.conv{window}.bias"],
            padding: window / 2).relu());
        var scores = weights["weights.project.weight"].matmul(cat([.. features], 1)).Plus(weights["weights.project.bias"].unsqueeze(1));
        return scores.softmax(2);
    }

    private static double Error(Tensor actual, Tensor expected) => ((actual - expected).norm() / expected.norm().Plus(1e-9)).item<double>();
}
