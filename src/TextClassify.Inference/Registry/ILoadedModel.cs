using TextClassify.Inference.Sessions;
using TextClassify.Models;

namespace TextClassify.Inference.Registry;

/// <summary>What the registry asks of a loaded model, whatever its task: a new kind of model is a record with these.</summary>
public interface ILoadedModel
{
    PackageManifest Manifest { get; }

    /// <summary>Names the package's content.</summary>
    string Sha256 { get; }

    ExecutionProviderReport Provider { get; }

    DateTimeOffset LoadedAt { get; }

    /// <summary>The names of its answers, null where it has none: versions that share traffic have the same.</summary>
    IReadOnlyList<string>? Labels => null;
}
