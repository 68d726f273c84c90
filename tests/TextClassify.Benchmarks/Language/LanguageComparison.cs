using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;

namespace TextClassify.Benchmarks.Language;

/// <summary>Characters a second of the whole-sequence graph, and of the same net in libtorch eager by turns with it: from ids to
/// surprisal.</summary>
internal static class LanguageComparison
{
    private const int Length = 200;
    private static readonly int[] Batches = [1, 32];

    public static string Measure(SampleLanguage sample, int threads, TimeSpan budget)
    {
        var inference = new InferenceOptions
        {
            ExecutionProvider = ExecutionProvider.Cpu,
            IntraOpThreads = threads,
            MaxBatchTokens = 1_000_000,
        };
        using var gate = RunSlots.Create(inference);
        using var onnx = sample.Open(inference, gate);
        using var torch = new TorchLanguage(sample, threads);
        var table = new MarkdownTable("batch", "characters", "ONNX ms", "characters/s", "libtorch ms", "characters/s", "ratio");
        foreach (int batch in Batches)
        {
            var rows = SampleLanguage.Rows(batch, Length);
            ThrowIfDifferent(Score(), torch.Score(rows));
            var samples = Samples.Interleave(warmUp: 3, least: 10, budget, () => Score(), () => torch.Score(rows));
            int characters = batch * Length;
            table.Add(
                Text(batch, "F0"),
                Text(Length, "F0"),
                Text(samples[0].Median, "F2"),
                Text(characters / samples[0].Median * 1_000, "N0"),
                Text(samples[1].Median, "F2"),
                Text(characters / samples[1].Median * 1_000, "N0"),
                Text(samples[1].Median / samples[0].Median, "F2") + "x");

            // The gate is free, so the call completes on this thread.
            float[][] Score() => onnx.ScoreAsync(rows, CancellationToken.None).GetAwaiter().GetResult().Bits;
        }

        return table.ToString();
    }

    /// <summary>A race between two different nets would say nothing.</summary>
    private static void ThrowIfDifferent(float[][] onnx, float[][] torch)
    {
        foreach (var ((own, other), row) in onnx.Zip(torch).Select((pair, row) => (pair, row)))
        {
            for (int i = 0; i < own.Length; i++)
            {
                if (!(Math.Abs(own[i] - other[i]) <= 1e-4f * Math.Max(1, other[i])))
                {
                    throw new InvalidOperationException(
                        $"Row {row}, character {i}: {own[i]} bits on ONNX Runtime are {other[i]} in libtorch.");
                }
            }
        }
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
