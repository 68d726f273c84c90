using TextClassify.Communication;
using TextClassify.Inference.Kinds.Classifier;
using TextClassify.Models.Sources;

namespace TextClassify.Inference.Kinds.Sources;

/// <summary>A model of several sources that serves.</summary>
public sealed record LoadedSourcesModel : LoadedClassifier, ICaseClassifier
{
    public required ICasePass Cases { get; init; }

    public required INodePass Nodes { get; init; }

    public int TextRole => ((SourcesManifest)Manifest).RoleOf(((SourcesManifest)Manifest).TextSource);

    public IReadOnlyList<SourceDescription> Sources => ((SourcesManifest)Manifest).Sources;
}
