using TextClassify.Explain.Catalog;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Language;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings a language model from its package to answers as they should be, or says why not.</summary>
internal sealed class LanguageLoader(InferenceOptions options, ForwardGate gate, TimeProvider time)
{
    /// <param name="package">As it was read.</param>
    /// <param name="files">Of it.</param>
    /// <param name="load">Opens its graphs.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<LoadOutcome> LoadAsync(LanguagePackage package, DirectoryPackageFiles files, PackageLoad load, CancellationToken cancellationToken)
    {
        var (forward, report) = load.Open(files, ModelManifest.ForwardFile, cancellationToken);
        var (step, _) = load.Open(files, LanguageManifest.StepFile, cancellationToken);
        if (LanguageGraphRules.Check(forward, step, package.Manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var shape = package.Manifest.Shape;
        OnnxGradientPass? gradients = null;
        if (package.Manifest.Embedding is { } embedding)
        {
            var (backward, _) = load.Open(files, ModelManifest.ExplainFile, cancellationToken);
            if (ExplainGraphRules.Check(backward, shape, embedding.Width) is { } unfit)
            {
                return new LoadOutcome(unfit);
            }

            gradients = new OnnxGradientPass(backward, ClassifierLoader.ReadEmbeddings(files, embedding), shape.Characters, gate, time);
        }

        load.File = ModelManifest.ForwardFile;
        var pass = load.Own(new OnnxLanguagePass(forward, step, shape, gate, BatchingRules.Of(options), time) { Gradients = gradients });
        if ((await CheckGoldenAsync(package, pass, cancellationToken).ConfigureAwait(false)
            ?? await GoldenGradientCheck.RunAsync(package, pass, cancellationToken).ConfigureAwait(false)) is { } unlike)
        {
            return new LoadOutcome(unlike);
        }

        return new LoadOutcome(
            new LoadedLanguageModel
            {
                Manifest = package.Manifest,
                Sha256 = package.Sha256,
                Vocabulary = package.Vocabulary,
                Pass = pass,
                Profile = package.Profile,
                Explainers = ExplainerCatalog.Default.ForLanguage(package.Manifest.Capabilities ?? []),
                Provider = report,
                LoadedAt = time.GetUtcNow(),
            },
            pass);
    }

    /// <summary>Both graphs must give what travelled: the one all texts at once, the other a character at a time.</summary>
    private static async Task<PackageRefusal?> CheckGoldenAsync(LanguagePackage package, OnnxLanguagePass pass, CancellationToken cancellationToken)
    {
        var rows = package.Golden.Select(golden => (ReadOnlyMemory<int>)TextRow.Of(package.Vocabulary, golden.Text, []).Ids).ToArray();
        var batch = await pass.ScoreAsync(rows, cancellationToken).ConfigureAwait(false);
        float[] logits = new float[package.Manifest.Shape.Characters];
        for (int index = 0; index < rows.Length; index++)
        {
            var expected = package.Golden[index].Bits;
            if (expected.Count != batch.Bits[index].Length)
            {
                return new PackageRefusal(
                    ModelManifest.GoldenFile, $"has {expected.Count} surprisals at index {index}, whose text has {batch.Bits[index].Length} characters.");
            }

            using var reader = pass.OpenReader();
            for (int i = 0; i < expected.Count; i++)
            {
                await reader.ReadAsync(rows[index].Span[i], logits, cancellationToken).ConfigureAwait(false);
                float stepped = Surprisal.Of(logits, rows[index].Span[i + 1]);
                float whole = batch.Bits[index][i];
                double tolerance = GoldenCheck.Tolerance * Math.Max(1, expected[i]);
                if (!(Math.Abs(whole - expected[i]) <= tolerance) || !(Math.Abs(stepped - expected[i]) <= tolerance))
                {
                    return new PackageRefusal(
                        ModelManifest.GoldenFile,
                        $"does not reproduce: character {i} of text {index} has {whole} bits, stepwise {stepped}, where {expected[i]} are expected (within {tolerance:G3}).");
                }
            }
        }

        return null;
    }
}
