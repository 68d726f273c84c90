using TextClassify.Explain.Golden;

namespace TextClassify.Inference.Checks;

/// <summary>Explains the golden texts of a package by gradient times input and compares with what travelled.</summary>
internal static class GoldenGradientCheck
{
    public static async Task<PackageRefusal?> RunAsync(GoldenSet set, CancellationToken cancellationToken)
    {
        if (set.Forward.Gradients is null)
        {
            return null;
        }

        for (int index = 0; index < set.Texts.Count; index++)
        {
            var golden = set.Texts[index];
            var text = set.Encoder.Encode(golden.Text);
            var actual = await GoldenGradient.OfAsync(text, set.Manifest.Temperature, set.Forward, cancellationToken).ConfigureAwait(false);
            if (GoldenNumbers.CompareGradients(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
