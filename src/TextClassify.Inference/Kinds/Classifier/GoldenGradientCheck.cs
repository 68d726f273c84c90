using TextClassify.Explain.Golden;
using TextClassify.Inference.Checks;
using TextClassify.Models.Classifier;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>Explains the golden texts of a package by gradient times input and compares with what travelled.</summary>
internal static class GoldenGradientCheck
{
    public static async Task<PackageRefusal?> RunAsync(
        ClassifierPackage package, ITextEncoder encoder, IForwardPass forward, CancellationToken cancellationToken)
    {
        if (forward.Gradients is null)
        {
            return null;
        }

        for (int index = 0; index < package.GoldenTexts.Count; index++)
        {
            var golden = package.GoldenTexts[index];
            var actual = await GoldenGradient.OfAsync(encoder.Encode(golden.Text), package.Manifest.Temperature, forward, cancellationToken)
                .ConfigureAwait(false);
            if (GoldenNumbers.CompareGradients(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
