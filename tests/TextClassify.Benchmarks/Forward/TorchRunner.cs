using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TorchSharp;

namespace TextClassify.Benchmarks.Forward;

/// <summary>The same weights in libtorch eager, in inference mode.</summary>
internal sealed class TorchRunner : IDisposable
{
    private readonly Crnn _net;
    private readonly WordTable _words;

    public TorchRunner(string folder, CrnnOptions options, int threads)
    {
        TorchLoader.Load(threads);
        using var file = File.OpenRead(SampleNet.WeightsIn(folder));
        var weights = WeightFile.Read(file);
        _words = new WordTable(options.EmbeddingWidth, weights["embedding.weight"].Values);
        _net = new Crnn(options, SampleNet.Classes);
        _net.Load(weights);
        _net.eval();
    }

    public static void SetThreads(int threads) => TorchLoader.Load(threads);

    /// <summary>Logits of each row.</summary>
    public float[][] Run(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.inference_mode();
        var batch = TokenBatch.Of(rows);
        float[] logits = Crnn.Values(_net.Logits(_words.Gather(batch), batch).Logits.contiguous()).ToArray();

        return [.. logits.Chunk(SampleNet.Classes)];
    }

    public void Dispose() => _net.Dispose();
}
