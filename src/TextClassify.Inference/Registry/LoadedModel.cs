using TextClassify.Explain.Catalog;
using TextClassify.Forward;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.Inference.Registry;

/// <summary>A model that serves. Immutable, safe for concurrent use; its resources belong to the registry.</summary>
public sealed record LoadedModel : ILoadedModel
{
    public required ModelManifest Manifest { get; init; }

    PackageManifest ILoadedModel.Manifest => Manifest;

    IReadOnlyList<string>? ILoadedModel.Labels => Manifest.Labels;

    /// <summary>Names the package's content; see <see cref="ModelPackage.Sha256"/>.</summary>
    public required string Sha256 { get; init; }

    public required TextEncoder Encoder { get; init; }

    /// <summary>Ids to words.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Of an aspect model, over rows that carry their aspect (<see cref="AspectMarks"/>).</summary>
    public required IForwardPass Forward { get; init; }

    /// <summary>Null for a model that labels whole texts.</summary>
    public IAspectPass? Aspects { get; init; }

    public required ExecutionProviderReport Provider { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>The methods this model's capabilities allow.</summary>
    public required ExplainerCatalog Explainers { get; init; }

    /// <summary>Texts whose scores are known.</summary>
    public IReadOnlyList<GoldenText> GoldenTexts { get; init; } = [];

    /// <summary>Its reference corpus and maps.</summary>
    public ReferenceMaps Maps { get; init; } = ReferenceMaps.None;
}
