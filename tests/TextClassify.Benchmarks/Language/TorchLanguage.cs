using TextClassify.Training.Native;
using TextClassify.Training.Nets;
using TorchSharp;

namespace TextClassify.Benchmarks.Language;

/// <summary>The same net in libtorch eager, in inference mode.</summary>
internal sealed class TorchLanguage : IDisposable
{
    private readonly CharacterNet _net;

    public TorchLanguage(SampleLanguage sample, int threads)
    {
        TorchLoader.Load(threads);
        _net = new CharacterNet(sample.Options, SampleLanguage.Characters);
        _net.Load(sample.Weights);
        _net.eval();
    }

    /// <summary>Surprisal of each row's characters, in bits.</summary>
    public float[][] Score(IReadOnlyList<ReadOnlyMemory<int>> rows)
    {
        using var scope = torch.NewDisposeScope();
        using var mode = torch.inference_mode();
        int steps = rows[0].Length - 1;
        long[] ids = new long[rows.Count * (steps + 1)];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i <= steps; i++)
            {
                ids[(i * rows.Count) + row] = rows[row].Span[i];
            }
        }

        var all = torch.tensor(ids, [steps + 1, rows.Count]);
        var (logits, _) = _net.Forward(all.narrow(0, 0, steps), _net.ZeroState(rows.Count), default, training: false);
        var bits = logits.log_softmax(2).gather(2, all.narrow(0, 1, steps).unsqueeze(2)).squeeze(2).t().Over(-Math.Log(2));
        return [.. Crnn.Values(bits.contiguous()).ToArray().Chunk(steps)];
    }

    public void Dispose() => _net.Dispose();
}
