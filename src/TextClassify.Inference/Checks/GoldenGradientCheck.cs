using TextClassify.Explain.Golden;

namespace TextClassify.Inference.Checks;

/// <summary>Explains the golden texts of a package by gradient times input and compares with what travelled.</summary>
internal static class GoldenGradientCheck
{
    public static async Task<PackageRefusal?> RunAsync(
        ModelManifest manifest,
        IReadOnlyList<GoldenText> texts,
        ITextEncoder encoder,
        IForwardPass forward,
        CancellationToken cancellationToken)
    {
        if (forward.Gradients is null)
        {
            return null;
        }

        for (int index = 0; index < texts.Count; index++)
        {
            var golden = texts[index];
            var actual = await GoldenGradient.OfAsync(encoder.Encode(golden.Text), manifest.Temperature, forward, cancellationToken)
                .ConfigureAwait(false);
            if (GoldenNumbers.CompareGradients(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
