using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings a classifier of whole texts from its package to answers as they should be, or says why not.</summary>
internal sealed class ClassifierLoader(InferenceOptions options, ForwardGate gate, TimeProvider time, BatchInstruments? instruments)
{
    public async Task<LoadOutcome> LoadAsync(ModelPackage package, DirectoryPackageFiles files, PackageLoad load, CancellationToken cancellationToken)
    {
        var manifest = package.Manifest;
        var (session, report) = load.Open(files, ModelManifest.ForwardFile, cancellationToken);
        if (GraphRules.Check(session, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        GraphSession? backward = null, contextual = null;
        if (manifest.Has(Capabilities.Gradients))
        {
            (backward, _) = load.Open(files, ModelManifest.ExplainFile, cancellationToken);
            if (ExplainGraphRules.Check(backward, manifest) is { } unfit)
            {
                return new LoadOutcome(unfit);
            }
        }

        if (manifest.Has(Capabilities.Contextual))
        {
            (contextual, _) = load.Open(files, ModelManifest.ContextualFile, cancellationToken);
            if (ContextualGraphRules.Check(contextual, manifest) is { } unfit)
            {
                return new LoadOutcome(unfit);
            }
        }

        load.File = ModelManifest.ForwardFile;
        var forward = load.Own(Create(manifest, files, session, backward, contextual));
        var encoder = new TextEncoder(package.Vocabulary, manifest.Tokenizer.MaxTokens);
        if (await CheckAsync(package, encoder, forward, load, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return new LoadOutcome(refusal);
        }

        load.File = ReferenceCorpus.FileName;
        var maps = ReferenceMaps.Read(files, manifest, encoder);
        return new LoadOutcome(Describe(package, encoder, forward, report, time.GetUtcNow()) with { Maps = maps }, (IDisposable)forward);
    }

    public static EmbeddingRows ReadEmbeddings(DirectoryPackageFiles files, EmbeddingShape shape)
    {
        using var stream = files.OpenRead(ModelManifest.EmbeddingFile);
        return EmbeddingRows.Read(stream, shape.Rows, shape.Width);
    }

    public static LoadedModel Describe(
        ModelPackage package, TextEncoder encoder, IForwardPass forward, ExecutionProviderReport report, DateTimeOffset loadedAt) => new()
        {
            Manifest = package.Manifest,
            Sha256 = package.Sha256,
            Encoder = encoder,
            Vocabulary = package.Vocabulary,
            GoldenTexts = package.GoldenTexts,
            Forward = forward,
            Provider = report,
            LoadedAt = loadedAt,
            Explainers = ExplainerCatalog.Default.For(package.Manifest.Capabilities),
        };

    private static async Task<PackageRefusal?> CheckAsync(
        ModelPackage package, TextEncoder encoder, IForwardPass forward, PackageLoad load, CancellationToken cancellationToken)
    {
        if (await GoldenCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } scores)
        {
            return scores;
        }

        load.File = ModelManifest.ExplainFile;
        if (await GoldenGradientCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } gradients)
        {
            return gradients;
        }

        load.File = ModelManifest.ContextualFile;
        return await GoldenContextualCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false);
    }

    private IForwardPass Create(
        ModelManifest manifest, DirectoryPackageFiles files, GraphSession session, GraphSession? backward, GraphSession? contextual)
    {
        int classes = manifest.Shape.Classes;
        var gradients = backward is null ? null : new OnnxGradientPass(backward, ReadEmbeddings(files, manifest.Embedding), classes, gate, time);
        return manifest.Has(Capabilities.Embeddings)
            ? new OnnxEmbeddedPass(session, manifest.Shape, ReadEmbeddings(files, manifest.Embedding), options.MaxBulkBatchTokens, gate, time) { Gradients = gradients }
            : new OnnxForwardPass(
                session, manifest.Shape, gate, BatchingRules.Of(options), time, BatchMeter.Of(instruments, $"{manifest.Name}/{manifest.Version}"))
            {
                Gradients = gradients,
                Contextual = contextual is null ? null : new OnnxContextualPass(contextual, classes, options.MaxBulkBatchTokens, gate, time),
            };
    }
}
