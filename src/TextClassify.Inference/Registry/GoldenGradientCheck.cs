using TextClassify.Explain.Golden;
using TextClassify.Forward;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Explains the golden texts of a package by gradient times input and compares with what travelled.</summary>
internal static class GoldenGradientCheck
{
    public static async Task<PackageRefusal?> RunAsync(
        ModelPackage package, TextEncoder encoder, IForwardPass forward, CancellationToken cancellationToken)
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
            if (Compare(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    public static async Task<PackageRefusal?> RunAsync(LanguagePackage package, ILanguagePass pass, CancellationToken cancellationToken)
    {
        for (int index = 0; index < package.Golden.Count && package.Manifest.Embedding is not null; index++)
        {
            var golden = package.Golden[index];
            float[] actual = await GoldenCharacterGradient.OfAsync(golden.Text, package.Vocabulary, pass, cancellationToken).ConfigureAwait(false);
            if (Compare(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static PackageRefusal? Compare(int index, IReadOnlyList<double>? expected, float[] actual)
    {
        if (expected is null)
        {
            return Refuse($"has no gradients at index {index}, and {ModelManifest.FileName} declares the capability '{Capabilities.Gradients}'.");
        }

        if (actual.Length != expected.Count)
        {
            return Refuse($"has {expected.Count} gradients at index {index}, whose text has {actual.Length} tokens.");
        }

        double largest = 1;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        for (int token = 0; token < actual.Length; token++)
        {
            if (!(Math.Abs(actual[token] - expected[token]) <= GoldenCheck.Tolerance * largest))
            {
                return Refuse(
                    $"does not reproduce: token {token} of text {index} has the gradient {actual[token]} where {expected[token]} is expected (within {GoldenCheck.Tolerance * largest:G3}).");
            }
        }

        return null;
    }

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
