using System.Runtime.InteropServices;
using TextClassify.Benchmarks.Forward;
using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TorchSharp;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>The same gradients by autograd of the training net; its weights are frozen, so that only the points' gradients are
/// computed.</summary>
internal sealed class TorchGradients : IDisposable
{
    private readonly Crnn _net;
    private readonly int _width;

    public TorchGradients(string folder, CrnnOptions options, int threads)
    {
        TorchLoader.Load(threads);
        using var file = File.OpenRead(SampleNet.WeightsIn(folder));
        _width = options.EmbeddingWidth;
        _net = new Crnn(options, SampleNet.Classes);
        _net.Load(WeightFile.Read(file));
        _net.eval();
        foreach (var parameter in _net.parameters())
        {
            parameter.requires_grad_(false);
        }
    }

    /// <summary>d (sum_c w_c z_c) / d embedding at every point, [points,T,D].</summary>
    public void Run(GradientPoints points, float[] gradients)
    {
        using var scope = torch.NewDisposeScope();
        int rows = points.Targets.Length / SampleNet.Classes;
        var embedded = torch.tensor(points.Embeddings, [rows, points.Tokens, _width]).requires_grad_(true);
        var batch = new TokenBatch(new int[rows * points.Tokens], [.. Enumerable.Repeat(points.Tokens, rows)], points.Tokens);
        var logits = _net.Logits(embedded.transpose(0, 1), batch).Logits;
        (logits * torch.tensor(points.Targets, [rows, SampleNet.Classes])).sum().backward();
        MemoryMarshal.Cast<byte, float>(embedded.grad!.contiguous().bytes).CopyTo(gradients);
    }

    public void Dispose() => _net.Dispose();
}
