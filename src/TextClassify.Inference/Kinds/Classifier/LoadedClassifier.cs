using TextClassify.Doubt;
using TextClassify.Explain.Catalog;
using TextClassify.HiddenStates.Maps;
using TextClassify.Inference.Checks;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models.Classifier;

namespace TextClassify.Inference.Kinds.Classifier;

/// <summary>A model that labels texts and serves.</summary>
public record LoadedClassifier : ITextClassifier, ISelfChecking
{
    public required ModelManifest Manifest { get; init; }

    PackageManifest ILoadedModel.Manifest => Manifest;

    public required string Sha256 { get; init; }

    public required ExecutionProviderReport Provider { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    public IReadOnlyList<string> Labels => Manifest.Labels;

    public IReadOnlyList<string> Capabilities => Manifest.Capabilities;

    public double Temperature => Manifest.Temperature;

    public IReadOnlyList<double>? Thresholds => Manifest.Thresholds;

    public required ITextEncoder Encoder { get; init; }

    public required IForwardPass Forward { get; init; }

    public required ExplainerCatalog Explainers { get; init; }

    /// <summary>Texts whose scores are known.</summary>
    public IReadOnlyList<GoldenText> GoldenTexts { get; init; } = [];

    public ReferenceProfile? Profile { get; init; }

    public AnswerPromise? Promise { get; init; }

    public ReferenceMaps Maps { get; init; } = ReferenceMaps.None;

    public Task<string?> FaultAsync(int round, CancellationToken cancellationToken) =>
        GoldenProbe.RunAsync(this, GoldenTexts, round, cancellationToken);

    internal static ITextEncoder EncoderOf(ClassifierPackage package, IPackageFiles files) =>
        TextEncoders.Create(package.Manifest.Tokenizer, package.Vocabulary, files);
}
