using TextClassify.Training.Nets.Communicating;
using static TorchSharp.torch;

namespace TextClassify.Training.Cases;

/// <summary>Runs a net over development cases in Torch.</summary>
internal static class CasePredictor
{
    private const int BatchCases = 64;

    /// <summary>Merged logits of every case, in their order, and the messages sent in all.</summary>
    public static (float[][] Logits, double Messages) Merged(
        CaseNet net, WordTable words, IReadOnlyList<EncodedCase> cases, CancellationToken cancellationToken)
    {
        float[][] logits = new float[cases.Count][];
        double messages = 0;
        foreach (var (rows, batch) in Batches(cases))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var outputs = Run(net, words, batch, 0);
            Place(outputs.Merged, rows, logits);
            messages += outputs.Messages.sum().item<float>();
        }

        return (logits, messages);
    }

    public static CaseFigures Measure(
        CaseNet net, WordTable words, IReadOnlyList<EncodedCase> cases, CancellationToken cancellationToken)
    {
        int sources = net.Sources;
        double merged = 0, silent = 0;
        double[] own = new double[sources], alone = new double[sources], without = new double[sources];
        int[] count = new int[sources], left = new int[sources];
        foreach (var (_, batch) in Batches(cases))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var (all, none) = (Run(net, words, batch, 0), Run(net, words, batch, 1));
            merged += Right(all.Merged, batch).Sum();
            silent += Right(none.Merged, batch).Sum();
            for (int source = 0; source < sources; source++)
            {
                int at = source;
                bool[] has = [.. Enumerable.Range(0, batch.Rows).Select(row => batch.Present[(row * sources) + at] > 0)];
                count[source] += has.Count(one => one);
                own[source] += Right(all.Own.select(1, source), batch).Where((_, row) => has[row]).Sum();
                alone[source] += Right(none.Own.select(1, source), batch).Where((_, row) => has[row]).Sum();

                bool[] more = [.. has.Select((one, row) => one && batch.Present.AsSpan(row * sources, sources).Count(1f) > 1)];
                if (more.Any(one => one))
                {
                    float[] present = [.. batch.Present.Select((one, i) => i % sources == at && more[i / sources] ? 0 : one)];
                    left[source] += more.Count(one => one);
                    without[source] += Right(Run(net, words, batch with { Present = present }, 0).Merged, batch)
                        .Where((_, row) => more[row]).Sum();
                }
            }
        }

        return new(
            merged / cases.Count,
            silent / cases.Count,
            Shares(own, count),
            Shares(alone, count),
            Shares(without, left),
            count);
    }

    private static double[] Shares(double[] right, int[] count) =>
        [.. right.Zip(count, (one, of) => of == 0 ? 0 : Math.Round(one / of, 5))];

    private static int[] Right(Tensor logits, CaseBatch batch)
    {
        long[] best = logits.argmax(1).data<long>().ToArray();
        return [.. best.Zip(batch.Labels, (label, wanted) => label == wanted ? 1 : 0)];
    }

    private static CaseOutputs Run(CaseNet net, WordTable words, CaseBatch batch, double loss)
    {
        using var frozen = no_grad();
        return net.Forward(batch.Cut(words.Gather(batch.Flat())), batch.Tokens, batch.Arrivals(loss));
    }

    private static void Place(Tensor logits, int[] rows, float[][] placed)
    {
        int classes = (int)logits.size(1);
        var values = Crnn.Values(logits.contiguous());
        for (int i = 0; i < rows.Length; i++)
        {
            placed[rows[i]] = values.Slice(i * classes, classes).ToArray();
        }
    }

    private static IEnumerable<(int[] Rows, CaseBatch Batch)> Batches(IReadOnlyList<EncodedCase> cases) =>
        Enumerable.Range(0, cases.Count).OrderBy(row => cases[row].Length).ThenBy(row => row).Chunk(BatchCases)
            .Select(rows => (rows, CaseBatch.Of([.. rows.Select(row => cases[row])])));
}
