using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
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
        if (await GoldenCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } scores)
        {
            return new LoadOutcome(scores);
        }

        load.File = ModelManifest.ExplainFile;
        if (await GoldenGradientCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } gradients)
        {
            return new LoadOutcome(gradients);
        }

        load.File = ModelManifest.ContextualFile;
        if (await GoldenContextualCheck.RunAsync(package, encoder, forward, cancellationToken).ConfigureAwait(false) is { } contextual)
        {
            return new LoadOutcome(contextual);
        }

        load.File = ReferenceCorpus.FileName;
        var model = new LoadedClassifier
        {
            Manifest = package.Manifest,
            Sha256 = package.Sha256,
            Provider = load.Provider,
            LoadedAt = load.Time.GetUtcNow(),
            Encoder = encoder,
            Forward = forward,
            Explainers = ExplainerCatalog.Default.For(package.Manifest.Capabilities),
            GoldenTexts = package.GoldenTexts,
            Profile = package.Profile,
            Maps = ReferenceMaps.Read(load.Files, package.Manifest, encoder),
        };
        return new LoadOutcome(model, forward);
    }
}
