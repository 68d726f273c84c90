using TextClassify.Explain.Golden;
using TextClassify.Forward;
using TextClassify.Inference.Registry;
using TextClassify.Models;
using TextClassify.Numerics;

namespace TextClassify.Api.Probes;

/// <summary>Classifies and explains one golden text as a request would, and compares with what travelled in the package.</summary>
internal static class GoldenProbe
{
    /// <summary>Of a probability, as at loading; of an explanation relative to its largest number.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>Null when all is as it should be.</summary>
    /// <param name="model">A loaded one.</param>
    /// <param name="round">Chooses the golden text by turns.</param>
    /// <param name="cancellationToken">Stops the runs.</param>
    public static async Task<string?> RunAsync(LoadedModel model, int round, CancellationToken cancellationToken)
    {
        var golden = model.GoldenTexts.Count > 0 ? model.GoldenTexts[round % model.GoldenTexts.Count] : null;
        ReadOnlyMemory<int> ids = golden is null ? new[] { model.Vocabulary.Count - 1 } : GoldenRow.Of(golden, model.Encoder);
        bool hasEvidence = model.Manifest.Has(Capabilities.Evidence);
        var batch = await model.Forward.RunAsync([ids], hasEvidence ? ForwardOutputs.Evidence : ForwardOutputs.Logits, cancellationToken);
        var result = batch.Results[0];
        return Scores(model, golden, result.Logits)
            ?? (hasEvidence ? Sum(model, result) : null)
            ?? await GradientAsync(model, golden, cancellationToken);
    }

    private static string? Scores(LoadedModel model, GoldenText? golden, float[] logits)
    {
        float[] scores = new float[logits.Length];
        Softmax.Write(logits, model.Manifest.Temperature, scores);
        for (int label = 0; label < scores.Length; label++)
        {
            double expected = golden?.Scores[label] ?? scores[label];
            if (!(Math.Abs(scores[label] - expected) <= Tolerance))
            {
                return $"its score for '{model.Manifest.Labels[label]}' is {scores[label]} where {expected} is expected";
            }
        }

        return null;
    }

    /// <summary>Evidence and bias add up to the logits.</summary>
    private static string? Sum(LoadedModel model, ForwardResult result)
    {
        int classes = result.Logits.Length;
        for (int label = 0; label < classes; label++)
        {
            double sum = model.Forward.Bias.Span[label];
            double size = Math.Abs(sum);
            for (int i = label; i < result.Evidence.Length; i += classes)
            {
                sum += result.Evidence[i];
                size += Math.Abs(result.Evidence[i]);
            }

            if (!(Math.Abs(sum - result.Logits[label]) <= Tolerance * Math.Max(1, size)))
            {
                return $"its evidence for '{model.Manifest.Labels[label]}' sums to {sum} where the logit is {result.Logits[label]}";
            }
        }

        return null;
    }

    private static async Task<string?> GradientAsync(LoadedModel model, GoldenText? golden, CancellationToken cancellationToken)
    {
        if (golden?.GradientXInput is not { } expected || model.Forward.Gradients is null)
        {
            return null;
        }

        float[] actual = await GoldenGradient.OfAsync(model.Encoder.Encode(golden.Text), model.Manifest.Temperature, model.Forward, cancellationToken);
        double largest = expected.Aggregate(1d, (most, value) => Math.Max(most, Math.Abs(value)));
        for (int token = 0; token < actual.Length; token++)
        {
            if (!(Math.Abs(actual[token] - expected[token]) <= Tolerance * largest))
            {
                return $"its gradient at token {token} is {actual[token]} where {expected[token]} is expected";
            }
        }

        return null;
    }
}
