using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Models.GenericOnnx;

namespace TextClassify.Inference.Kinds.GenericOnnx;

/// <summary>Any graph from embeddings to logits. It gives no states, and every row of a run has the same length.</summary>
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
        if (EmbeddedGraphRules.Check(graph, manifest) is { } misfit)
        {
            return new LoadOutcome(misfit);
        }

        var (gradients, unfit) = ClassifierParts.OpenGradients(load, manifest, cancellationToken);
        if (unfit is not null)
        {
            return new LoadOutcome(unfit);
        }

        var forward = new OnnxEmbeddedPass(
            graph, manifest.Shape, load.ReadEmbeddings(manifest.Embedding), load.Options.MaxBulkBatchTokens, load.Gate, load.Time)
        {
            Gradients = gradients,
        };
        return await ClassifierParts.CompleteAsync(load, package, forward, cancellationToken).ConfigureAwait(false);
    }
}
