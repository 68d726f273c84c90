using System.Numerics.Tensors;
using TextClassify.Training.Nets.Translation;
using TextClassify.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Translation;

/// <summary>Holds the graphs against the net: the same targets must be as likely, and be written looking at the same places.</summary>
internal static class TranslatorParity
{
    /// <summary>Of single precision over the symbols of a text.</summary>
    public const double Tolerance = 1e-3;

    private static readonly int[] FirstRow = [0];

    /// <summary>Largest difference of a target's log probability or of a share of attention.</summary>
    /// <param name="net">That was trained.</param>
    /// <param name="pass">Its graphs.</param>
    /// <param name="pairs">In one padded batch of the net's, one by one through the graphs.</param>
    /// <param name="cancellationToken">Seen at each symbol.</param>
    public static async Task<double> WorstAsync(
        TranslatorNet net, ITranslationPass pass, IReadOnlyList<EncodedPair> pairs, CancellationToken cancellationToken)
    {
        var (expected, attention, time, longest) = OfNet(net, pairs);
        double worst = 0;
        for (int row = 0; row < pairs.Count; row++)
        {
            var pair = pairs[row];
            using var writer = await pass.ReadAsync(Array.ConvertAll(pair.Source, id => (int)id), mostRows: 1, cancellationToken);
            double sum = 0;
            int[] last = [SymbolVocabulary.EdgeId];
            for (int t = 0; t <= pair.Target.Length; t++)
            {
                await writer.StepAsync(last, FirstRow, cancellationToken);
                last[0] = t < pair.Target.Length ? pair.Target[t] : SymbolVocabulary.EdgeId;
                sum += LogProbability(writer.Logits.Span, last[0]);
                var seen = writer.Attention.Span;
                for (int place = 0; place < seen.Length; place++)
                {
                    worst = Math.Max(worst, Math.Abs(seen[place] - attention[(((row * time) + t) * longest) + place]));
                }
            }

            worst = Math.Max(worst, Math.Abs(sum - expected[row]));
        }

        return worst;
    }

    private static (double[] LogProbabilities, float[] Attention, int Time, int Longest) OfNet(
        TranslatorNet net, IReadOnlyList<EncodedPair> pairs)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var batch = PairBatch.Of(pairs);
        var (logits, attention) = net.Forward(batch.Source, batch.InputTensor());
        float[] values = Crnn.Values(logits.contiguous()).ToArray();
        int symbols = (int)logits.size(2);
        double[] sums = new double[pairs.Count];
        for (int place = 0; place < batch.Targets.Length; place++)
        {
            if (batch.Targets[place] != PairBatch.Nothing)
            {
                sums[place / batch.Time] += LogProbability(values.AsSpan(place * symbols, symbols), (int)batch.Targets[place]);
            }
        }

        return (sums, Crnn.Values(attention.contiguous()).ToArray(), batch.Time, batch.Source.Time);
    }

    private static double LogProbability(ReadOnlySpan<float> logits, int id)
    {
        float most = TensorPrimitives.Max(logits);
        double sum = 0;
        foreach (float one in logits)
        {
            sum += Math.Exp(one - most);
        }

        return logits[id] - most - Math.Log(sum);
    }
}
