using TextClassify.Forward;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Classifier;

/// <summary>Writes a run's graph and holds it against the net on the whole development split.</summary>
internal static class ForwardExport
{
    public static async Task<ExportReport> WriteAsync(
        TrainedModel model, string folder, TimeProvider time, CancellationToken cancellationToken)
    {
        GraphFiles.Write(model, folder);
        var dev = model.EncodeDev();
        using var forward = GraphFiles.Open(model, folder, time);

        // The first run plans memory and fills caches; it is not measured.
        await dev.ScoreAsync(forward, cancellationToken);
        var (graph, graphTime) = await MeasureAsync(() => dev.ScoreAsync(forward, cancellationToken), time);
        using var crnn = new Crnn(model.Recipe.Net, model.Labels.Count);
        crnn.Load(model.Weights);
        crnn.eval();
        var words = new WordTable(model.TableWidth, LinearTerm.Table(model.Weights).Values);
        Predictor.Score(crnn, words, dev, cancellationToken);
        var (net, netTime) = await MeasureAsync(() => Task.FromResult(Predictor.Score(crnn, words, dev, cancellationToken)), time);

        double gap = EvidenceGap(await dev.RunAsync(forward, ForwardOutputs.Evidence, cancellationToken), forward.Bias.Span);
        var gradients = await ClassifierGradientCheck.RunAsync(model, dev, forward.Gradients!, cancellationToken);
        return new ExportReport(Parity.Compare(graph, net), gap, gradients, dev.Texts.Sum(text => (long)text.Length), graphTime, netTime);
    }

    /// <summary>Largest |logit - (bias + sum of the tokens' evidence)|.</summary>
    private static double EvidenceGap(ForwardResult[] results, ReadOnlySpan<float> bias)
    {
        double largest = 0;
        foreach (var result in results)
        {
            for (int label = 0; label < bias.Length; label++)
            {
                double sum = bias[label];
                for (int i = label; i < result.Evidence.Length; i += bias.Length)
                {
                    sum += result.Evidence[i];
                }

                largest = Math.Max(largest, Math.Abs(result.Logits[label] - sum));
            }
        }

        return largest;
    }

    private static async Task<(T Value, TimeSpan Elapsed)> MeasureAsync<T>(Func<Task<T>> run, TimeProvider time)
    {
        long start = time.GetTimestamp();
        var value = await run();
        return (value, time.GetElapsedTime(start));
    }
}

/// <param name="Parity">The graph against the net.</param>
/// <param name="EvidenceGap">Largest |logit - (bias + sum of evidence)|.</param>
/// <param name="Gradients">The backward graph against autograd.</param>
/// <param name="Tokens">Tokens of the split.</param>
/// <param name="GraphTime">One pass over the split through ONNX Runtime, one thread.</param>
/// <param name="NetTime">The same through Torch, one thread.</param>
internal sealed record ExportReport(
    Parity Parity, double EvidenceGap, GradientParity Gradients, long Tokens, TimeSpan GraphTime, TimeSpan NetTime)
{
    /// <summary>Evidence adds up to the logits to single precision.</summary>
    public const double EvidenceTolerance = 1e-4;

    public bool Holds => Parity.Holds && EvidenceGap <= EvidenceTolerance && Gradients.Holds;
}
