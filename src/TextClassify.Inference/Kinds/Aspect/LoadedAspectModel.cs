using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Models.Aspect;

namespace TextClassify.Inference.Kinds.Aspect;

/// <summary>A model of aspects that serves.</summary>
public sealed record LoadedAspectModel : LoadedClassifier, IAspectClassifier, IZoned
{
    public required IAspectPass Aspects { get; init; }

    public ZoneShape Zones => ((AspectManifest)Manifest).Zones;
}
