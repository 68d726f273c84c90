namespace TextClassify.Inference.Checks;

/// <summary>Runs the golden texts of a package as a request would and compares the scores.</summary>
internal static class GoldenCheck
{
    public static async Task<PackageRefusal?> RunAsync(GoldenSet set, CancellationToken cancellationToken)
    {
        var rows = new ReadOnlyMemory<int>[set.Texts.Count];
        for (int index = 0; index < rows.Length; index++)
        {
            var golden = set.Texts[index];
            rows[index] = GoldenRow.Of(golden, set.Encoder);
            if (rows[index].IsEmpty)
            {
                return new PackageRefusal(ModelManifest.GoldenFile, $"has {(golden.Aspect is null ? "a text" : "an aspect")} without a "
                    + $"word at index {index}.");
            }
        }

        var batch = await set.Forward.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
        for (int index = 0; index < rows.Length; index++)
        {
            if (Compare(set.Manifest, set.Texts[index], index, batch.Results[index].Logits) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static PackageRefusal? Compare(ModelManifest manifest, GoldenText golden, int index, float[] logits)
    {
        float[] scores = new float[logits.Length];
        manifest.Scale.Write(logits, scores);
        for (int label = 0; label < scores.Length; label++)
        {
            double expected = golden.Scores[label];
            if (!(Math.Abs(scores[label] - expected) <= GoldenNumbers.Tolerance))
            {
                return new PackageRefusal(
                    ModelManifest.GoldenFile,
                    $"does not reproduce: text {index} scores {scores[label]} for '{manifest.Labels[label]}' where {expected} is "
                    + $"expected (within {GoldenNumbers.Tolerance}).");
            }
        }

        return null;
    }
}
