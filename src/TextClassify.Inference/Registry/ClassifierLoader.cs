using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>Brings a classifier of whole texts from its package to answers as they should be, or says why not.</summary>
internal sealed class ClassifierLoader(InferenceOptions options, RunSlots gate, TimeProvider time, BatchInstruments? instruments)
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
        var encoder = TextEncoders.Create(manifest.Tokenizer, package.Vocabulary, files);
        var forward = load.Own(Create(manifest, encoder.Special, files, session, backward, contextual));
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
        using var stream = files.OpenRead(shape.File!);
        return shape.IsSingle
            ? EmbeddingRows.ReadSingle(stream, shape.Rows, shape.Width)
            : EmbeddingRows.Read(stream, shape.Rows, shape.Width);
    }

    public static LoadedModel Describe(
        ModelPackage package, ITextEncoder encoder, IForwardPass forward, ExecutionProviderReport report, DateTimeOffset loadedAt) => new()
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
        ModelPackage package, ITextEncoder encoder, IForwardPass forward, PackageLoad load, CancellationToken cancellationToken)
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

    private OnnxForwardPass Create(
        ModelManifest manifest,
        SpecialIds special,
        DirectoryPackageFiles files,
        GraphSession session,
        GraphSession? backward,
        GraphSession? contextual)
    {
        int classes = manifest.Shape.Classes;
        var gradients = backward is null ? null : new OnnxGradientPass(backward, ReadEmbeddings(files, manifest.Embedding), classes, gate, time);
        var meter = BatchMeter.Of(instruments, $"{manifest.Name}/{manifest.Version}");
        var rules = BatchingRules.Of(options);
        if (manifest.Architecture == ModelManifest.Foreign)
        {
            var table = manifest.Embedding.File is null ? null : ReadEmbeddings(files, manifest.Embedding);
            var feed = GraphFeed.Of(manifest.Inputs, special, session, table);
            return new OnnxForwardPass(session, feed, special, table, manifest.Shape, gate, rules, time, meter) { Gradients = gradients };
        }

        return new OnnxForwardPass(session, manifest.Shape, gate, rules, time, meter)
        {
            Gradients = gradients,
            Contextual = contextual is null ? null : new OnnxContextualPass(contextual, classes, options.MaxBulkBatchTokens, gate, time),
        };
    }
}
