using TextClassify.Explain.Catalog;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Loading;
using TextClassify.Language;
using TextClassify.Models.Language;

namespace TextClassify.Inference.Kinds.Language;

/// <summary>Language models of characters: one graph for whole texts, one for a character at a time.</summary>
internal sealed class LanguageKind : IModelKind
{
    public IReadOnlyList<string> Architectures => [LanguageManifest.ArchitectureName];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var read = LanguagePackageReader.Read(load.Files, load.Name, load.Version);
        if (read.Package is not { Manifest: { Shape: var shape } manifest } package)
        {
            return new LoadOutcome(read.Refusal!);
        }

        var forward = load.Open(ModelManifest.ForwardFile, cancellationToken);
        var step = load.Open(LanguageManifest.StepFile, cancellationToken);
        if (LanguageGraphRules.Check(forward, step, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        OnnxGradientPass? gradients = null;
        if (manifest.Embedding is { } embedding)
        {
            var backward = load.Open(ModelManifest.ExplainFile, cancellationToken);
            if (ExplainGraphRules.Check(backward, shape.Characters, embedding.Width, (shape.Layers, shape.StateWidth)) is { } unfit)
            {
                return new LoadOutcome(unfit);
            }

            gradients = new OnnxGradientPass(backward, load.ReadEmbeddings(embedding), shape.Characters, load.Gate, load.Time);
        }

        load.File = ModelManifest.ForwardFile;
        var pass = load.Own(new OnnxLanguagePass(forward, step, shape, load.Gate, load.Rules, load.Time) { Gradients = gradients });
        if ((await CheckGoldenAsync(package, pass, cancellationToken).ConfigureAwait(false)
            ?? await CheckGradientsAsync(package, pass, cancellationToken).ConfigureAwait(false)) is { } unlike)
        {
            return new LoadOutcome(unlike);
        }

        var model = new LoadedLanguageModel
        {
            Manifest = manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Vocabulary = package.Vocabulary,
            Pass = pass,
            Profile = package.Profile,
            Explainers = ExplainerCatalog.Default.For(manifest.Capabilities ?? [], ofWords: false),
        };
        return new LoadOutcome(model, pass);
    }

    private static async Task<PackageRefusal?> CheckGradientsAsync(
        LanguagePackage package, OnnxLanguagePass pass, CancellationToken cancellationToken)
    {
        for (int index = 0; index < package.Golden.Count && package.Manifest.Embedding is not null; index++)
        {
            var golden = package.Golden[index];
            float[] actual = await GoldenCharacterGradient.OfAsync(golden.Text, package.Vocabulary, pass, cancellationToken)
                .ConfigureAwait(false);
            if (GoldenNumbers.CompareGradients(index, golden.GradientXInput, actual) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Both graphs must give what travelled: the one all texts at once, the other a character at a time.</summary>
    private static async Task<PackageRefusal?> CheckGoldenAsync(
        LanguagePackage package, OnnxLanguagePass pass, CancellationToken cancellationToken)
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
                    ModelManifest.GoldenFile, $"has {expected.Count} surprisals at index {index}, whose text has "
                        + $"{batch.Bits[index].Length} characters.");
            }

            using var reader = pass.OpenReader();
            for (int i = 0; i < expected.Count; i++)
            {
                await reader.ReadAsync(rows[index].Span[i], logits, cancellationToken).ConfigureAwait(false);
                float stepped = Surprisal.Of(logits, rows[index].Span[i + 1]);
                float whole = batch.Bits[index][i];
                double tolerance = GoldenNumbers.Tolerance * Math.Max(1, expected[i]);
                if (!(Math.Abs(whole - expected[i]) <= tolerance) || !(Math.Abs(stepped - expected[i]) <= tolerance))
                {
                    return new PackageRefusal(
                        ModelManifest.GoldenFile,
                        $"does not reproduce: character {i} of text {index} has {whole} bits, stepwise {stepped}, where {expected[i]} "
                            + $"are expected (within {tolerance:G3}).");
                }
            }
        }

        return null;
    }
}
