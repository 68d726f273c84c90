using TextClassify.Explain.Golden;

namespace TextClassify.Inference.Checks;

/// <summary>Classifies and explains one golden text as a request would, and compares with what travelled in the package.</summary>
internal static class GoldenProbe
{
    /// <summary>Null when all is as it should be.</summary>
    /// <param name="model">A loaded one.</param>
    /// <param name="texts">Its golden texts; without any, the model is only asked to keep its own promises.</param>
    /// <param name="round">Chooses the golden text by turns.</param>
    /// <param name="cancellationToken">Stops the runs.</param>
    public static async Task<string?> RunAsync(
        ITextClassifier model, IReadOnlyList<GoldenText> texts, int round, CancellationToken cancellationToken)
    {
        var golden = texts.Count > 0 ? texts[round % texts.Count] : null;
        ReadOnlyMemory<int> ids = golden is null ? new[] { model.Encoder.Count - 1 } : GoldenRow.Of(golden, model.Encoder);
        bool hasEvidence = model.Gives(Capabilities.Evidence);
        var batch = await model.Forward.RunAsync([ids], hasEvidence ? ForwardOutputs.Evidence : ForwardOutputs.Logits, cancellationToken);
        var result = batch.Results[0];
        return Scores(model, golden, result.Logits)
            ?? (hasEvidence ? Sum(model, result) : null)
            ?? await GradientAsync(model, golden, cancellationToken);
    }

    private static string? Scores(ITextClassifier model, GoldenText? golden, float[] logits)
    {
        float[] scores = new float[logits.Length];
        model.Scale.Write(logits, scores);
        for (int label = 0; label < scores.Length; label++)
        {
            double expected = golden?.Scores[label] ?? scores[label];
            if (!(Math.Abs(scores[label] - expected) <= GoldenNumbers.Tolerance))
            {
                return $"its score for '{model.Labels[label]}' is {scores[label]} where {expected} is expected";
            }
        }

        return null;
    }

    /// <summary>Evidence and bias add up to the logits.</summary>
    private static string? Sum(ITextClassifier model, ForwardResult result)
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

            if (!(Math.Abs(sum - result.Logits[label]) <= GoldenNumbers.Tolerance * Math.Max(1, size)))
            {
                return $"its evidence for '{model.Labels[label]}' sums to {sum} where the logit is {result.Logits[label]}";
            }
        }

        return null;
    }

    private static async Task<string?> GradientAsync(ITextClassifier model, GoldenText? golden, CancellationToken cancellationToken)
    {
        if (golden?.GradientXInput is not { } expected || model.Forward.Gradients is null)
        {
            return null;
        }

        float[] actual = await GoldenGradient.OfAsync(
            model.Encoder.Encode(golden.Text), model.Temperature, model.Forward, cancellationToken);
        int token = GoldenNumbers.FirstUnlike(expected, actual, out _);
        return token < 0 ? null : $"its gradient at token {token} is {actual[token]} where {expected[token]} is expected";
    }
}
