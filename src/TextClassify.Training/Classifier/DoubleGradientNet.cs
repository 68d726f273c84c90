using TextClassify.Training.Packaging;
using TorchSharp;
using static TorchSharp.torch;

namespace TextClassify.Training.Classifier;

/// <summary>The net in double precision, for its gradients by libtorch's autograd.</summary>
internal sealed class DoubleGradientNet : IDisposable
{
    private readonly Crnn _net;

    public DoubleGradientNet(TrainedModel model)
    {
        _net = new Crnn(model.Recipe.Net, model.Labels.Count);
        _net.Load(model.Weights);
        _net.to(ScalarType.Float64);
        _net.eval();
    }

    /// <summary>[B,T,D].</summary>
    public double[] Gradients(GradientPoints points)
    {
        using var scope = NewDisposeScope();
        int rows = points.Rows, time = points.Time;
        var batch = new TokenBatch(new int[rows * time], [.. points.Lengths.Select(length => (int)length)], time);
        var mask = zeros(rows, time, 1, ScalarType.Float64);
        for (int row = 0; row < rows; row++)
        {
            mask[row].narrow(0, 0, points.Lengths[row]).FillWith(1);
        }

        var x = tensor(points.Embeddings, [rows, time, points.Width]).requires_grad_(true);
        var logits = _net.Logits((x * mask).transpose(0, 1), batch).Logits;
        (logits * tensor(points.TargetWeights, [rows, points.TargetWeights.Length / rows])).sum().backward();
        return [.. x.grad!.data<double>()];
    }

    public void Dispose() => _net.Dispose();
}
