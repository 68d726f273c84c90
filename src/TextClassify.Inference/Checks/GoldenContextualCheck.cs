using TextClassify.Explain.Golden;

namespace TextClassify.Inference.Checks;

/// <summary>
/// Splits the golden texts of a package in half, compares with what travelled, and holds the parts' sum against the forward graph.
/// </summary>
internal static class GoldenContextualCheck
{
    public static async Task<PackageRefusal?> RunAsync(GoldenSet set, CancellationToken cancellationToken)
    {
        if (set.Forward.Contextual is not { } contextual)
        {
            return null;
        }

        for (int index = 0; index < set.Texts.Count; index++)
        {
            if (set.Texts[index].FirstHalf is not { } expected)
            {
                return Refuse($"has no firstHalf at index {index}, and {ModelManifest.FileName} declares the capability "
                    + $"'{Capabilities.Contextual}'.");
            }

            if (expected.Count != set.Manifest.Labels.Count)
            {
                return Refuse($"has {expected.Count} numbers in firstHalf at index {index} where {ModelManifest.FileName} has "
                    + $"{set.Manifest.Labels.Count} labels.");
            }

            var ids = set.Encoder.Encode(set.Texts[index].Text).Ids;
            var (beta, gamma) = await GoldenContextual.OfAsync(ids, contextual, cancellationToken).ConfigureAwait(false);
            var whole = await set.Forward.RunAsync([ids], ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
            if ((Compare(index, expected, beta) ?? Whole(index, whole.Results[0].Logits, beta, gamma)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static PackageRefusal? Compare(int index, IReadOnlyList<double> expected, float[] beta)
    {
        for (int label = 0; label < beta.Length; label++)
        {
            double tolerance = GoldenNumbers.Tolerance * Math.Max(1, Math.Abs(expected[label]));
            if (!(Math.Abs(beta[label] - expected[label]) <= tolerance))
            {
                return Refuse(
                    $"does not reproduce: the first half of text {index} gives {beta[label]} to logit {label} where {expected[label]} is "
                        + $"expected (within {tolerance:G3}).");
            }
        }

        return null;
    }

    private static PackageRefusal? Whole(int index, float[] logits, float[] beta, float[] gamma)
    {
        for (int label = 0; label < logits.Length; label++)
        {
            double sum = (double)beta[label] + gamma[label];
            double tolerance = GoldenNumbers.Tolerance * Math.Max(1, Math.Abs(beta[label]) + Math.Abs(gamma[label]));
            if (!(Math.Abs(sum - logits[label]) <= tolerance))
            {
                return new PackageRefusal(
                    ModelManifest.ContextualFile,
                    $"splits logit {label} of golden text {index} into parts that add up to {sum} where {ModelManifest.ForwardFile} "
                        + $"gives {logits[label]} (within {tolerance:G3}).");
            }
        }

        return null;
    }

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
