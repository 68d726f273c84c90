using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

public sealed class RecurrentLayerTests
{
    /// <summary>oneDNN's LSTM without gradients is another one, and wrong on some processors.</summary>
    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    public void Forward_WithoutGradients_GivesTheNumbersOfTraining(CellKind cell)
    {
        using var scope = NewDisposeScope();
        var layer = new RecurrentLayer(SmallNets.Options(cell, TensorKind.LowRank), random: null);
        var draws = new Random(2);
        var batch = TokenBatch.Of([SmallNets.Text(9, draws), SmallNets.Text(4, draws)]);
        var embedded = randn(batch.Time, batch.Rows, 7);
        var (forward, backward) = layer.Forward(embedded, batch);

        using var frozen = no_grad();
        var predicted = layer.Forward(embedded, batch);

        Assert.False(predicted.Forward.requires_grad);
        Assert.Equal(Crnn.Values(forward.contiguous()).ToArray(), Crnn.Values(predicted.Forward.contiguous()).ToArray());
        Assert.Equal(Crnn.Values(backward.contiguous()).ToArray(), Crnn.Values(predicted.Backward.contiguous()).ToArray());
    }
}
