using TextClassify.Forward;

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
