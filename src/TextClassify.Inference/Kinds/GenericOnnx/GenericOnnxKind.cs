using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Models.GenericOnnx;

namespace TextClassify.Inference.Kinds.GenericOnnx;

/// <summary>Any graph to logits, whose inputs are as the package names them.</summary>
internal sealed class GenericOnnxKind : IModelKind
{
    private static readonly GenericOnnxPackageReader Reader = new();

    public IReadOnlyList<string> Architectures => [GenericOnnxPackageReader.Architecture];

    public async Task<LoadOutcome> LoadAsync(PackageLoad load, CancellationToken cancellationToken)
    {
        var read = Reader.Read(load.Files, load.Name, load.Version);
        if (read.Package is not { Manifest: var manifest } package)
        {
            return new LoadOutcome(read.Refusal!);
        }

        var graph = load.Open(ModelManifest.ForwardFile, cancellationToken);
        var misfit = manifest.Inputs is { } inputs
            ? GenericGraphRules.Check(graph, manifest, inputs)
            : EmbeddedGraphRules.Check(graph, manifest);
        if (misfit is not null)
        {
            return new LoadOutcome(misfit);
        }

        var (gradients, unfit) = ClassifierParts.OpenGradients(load, manifest, cancellationToken);
        if (unfit is not null)
        {
            return new LoadOutcome(unfit);
        }

        var special = package.Vocabulary.Special;
        var table = manifest.Embedding.File is null ? null : load.ReadEmbeddings(manifest.Embedding);
        var feed = GraphFeed.Of(manifest.Inputs, special, graph, table);
        var forward = new OnnxForwardPass(graph, feed, special, table, manifest.Shape, load.Gate, load.Rules, load.Time, load.NewMeter())
        {
            Gradients = gradients,
        };
        return await ClassifierParts.CompleteAsync(load, package, forward, cancellationToken).ConfigureAwait(false);
    }
}
