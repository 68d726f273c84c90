using TextClassify.Explain;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Language;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings a language model from its package to answers as they should be, or says why not.</summary>
internal sealed class LanguageLoader(SessionFactory sessions, InferenceOptions options, ForwardGate gate, TimeProvider time)
{
    /// <param name="files">The package.</param>
    /// <param name="name">By its folder.</param>
    /// <param name="version">By its folder.</param>
    /// <param name="opened">Takes what must be released when this does not end with a model.</param>
    /// <param name="file">Is told which file is being read.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<LoadOutcome> LoadAsync(
        DirectoryPackageFiles files, string name, string version, List<IDisposable> opened, Action<string> file, CancellationToken cancellationToken)
    {
        var (package, refusal) = LanguagePackageReader.Read(files, name, version);
        if (package is null)
        {
            return new LoadOutcome(refusal!);
        }

        file(ModelManifest.ForwardFile);
        var (forward, report) = sessions.Open(files.PathOf(ModelManifest.ForwardFile));
        opened.Add(forward);
        file(LanguageManifest.StepFile);
        var (step, _) = sessions.Open(files.PathOf(LanguageManifest.StepFile));
        opened.Add(step);
        if (LanguageGraphRules.Check(forward, step, package.Manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var shape = package.Manifest.Shape;
        OnnxGradientPass? gradients = null;
        if (package.Manifest.Embedding is { } embedding)
        {
            file(ModelManifest.ExplainFile);
            var (backward, _) = sessions.Open(files.PathOf(ModelManifest.ExplainFile));
            opened.Add(backward);
            if (ExplainGraphRules.Check(backward, shape, embedding.Width) is { } unfit)
            {
                return new LoadOutcome(unfit);
            }

            gradients = new OnnxGradientPass(backward, PackageLoader.ReadEmbeddings(files, embedding), shape.Characters, gate, time);
        }

        var pass = new OnnxLanguagePass(forward, step, shape, gate, BatchingRules.Of(options), time) { Gradients = gradients };
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
