using TextClassify.Explain.Catalog;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Loading;
using TextClassify.Models.Classifier;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>What kinds that label whole texts have in common when they are loaded.</summary>
internal static class ClassifierParts
{
    /// <summary>The backward pass; null where the package declares none.</summary>
    public static (OnnxGradientPass? Pass, PackageRefusal? Refusal) OpenGradients(
        PackageLoad load, ModelManifest manifest, CancellationToken cancellationToken)
    {
        if (!manifest.Has(Capabilities.Gradients))
        {
            return (null, null);
        }

        var graph = load.Open(ModelManifest.ExplainFile, cancellationToken);
        return ExplainGraphRules.Check(graph, manifest.Shape.Classes, manifest.Embedding.Width) is { } unfit
            ? (null, unfit)
            : (new OnnxGradientPass(graph, load.ReadEmbeddings(manifest.Embedding), manifest.Shape.Classes, load.Gate, load.Time), null);
    }

    /// <summary>Checks the model against its golden texts, and reads its maps.</summary>
    public static async Task<LoadOutcome> CompleteAsync<TForward>(
        PackageLoad load, ClassifierPackage package, TForward pass, CancellationToken cancellationToken)
        where TForward : class, IForwardPass, IDisposable
    {
        load.File = ModelManifest.ForwardFile;
        var forward = load.Own(pass);
        var encoder = LoadedClassifier.EncoderOf(package, load.Files);
        var manifest = package.Manifest;
        var golden = new GoldenSet(manifest, package.GoldenTexts, encoder, forward);
        var refusal = await GoldenCheck.RunAsync(golden, cancellationToken).ConfigureAwait(false);
        if (refusal is null)
        {
            load.File = ModelManifest.ExplainFile;
            refusal = await GoldenGradientCheck.RunAsync(golden, cancellationToken).ConfigureAwait(false);
        }

        if (refusal is null)
        {
            load.File = ModelManifest.ContextualFile;
            refusal = await GoldenContextualCheck.RunAsync(golden, cancellationToken).ConfigureAwait(false);
        }

        if (refusal is not null)
        {
            return new LoadOutcome(refusal);
        }

        load.File = ReferenceCorpus.FileName;
        var model = new LoadedClassifier
        {
            Manifest = manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Encoder = encoder,
            Forward = forward,
            Explainers = ExplainerCatalog.Default.For(manifest.Capabilities),
            GoldenTexts = package.GoldenTexts,
            Profile = package.Profile,
            Promise = package.Profile?.Scores is { } scores ? new(scores) : null,
            Maps = ReferenceMaps.Read(load.Files, manifest, encoder),
        };
        return new LoadOutcome(model, forward);
    }
}
