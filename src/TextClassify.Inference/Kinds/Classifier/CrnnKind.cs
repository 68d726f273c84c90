using TextClassify.Inference.Loading;
using TextClassify.Models.Classifier;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>The net that this repository trains for whole texts: graphs from token ids, run by the batcher.</summary>
internal sealed class CrnnKind : IModelKind
{
    private static readonly CrnnPackageReader Reader = new();

    public IReadOnlyList<string> Architectures => [CrnnPackageReader.Architecture];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var read = Reader.Read(load.Files, load.Name, load.Version);
        if (read.Package is not { Manifest: var manifest } package)
        {
            return new LoadOutcome(read.Refusal!);
        }

        var graph = load.Open(ModelManifest.ForwardFile, cancellationToken);
        if (WordGraphRules.Check(graph, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var (gradients, unfit) = ClassifierParts.OpenGradients(load, manifest, cancellationToken);
        OnnxContextualPass? contextual = null;
        if (unfit is null && manifest.Has(Capabilities.Contextual))
        {
            var split = load.Open(ModelManifest.ContextualFile, cancellationToken);
            unfit = ContextualGraphRules.Check(split, manifest);
            contextual = new OnnxContextualPass(split, manifest.Shape.Classes, load.Options.MaxBulkBatchTokens, load.Gate, load.Time);
        }

        if (unfit is not null)
        {
            return new LoadOutcome(unfit);
        }

        var forward = new OnnxForwardPass(graph, manifest.Shape, load.Gate, load.Rules, load.Time, load.NewMeter())
        {
            Gradients = gradients,
            Contextual = contextual,
        };
        return await ClassifierParts.CompleteAsync(load, package, forward, cancellationToken).ConfigureAwait(false);
    }
}
