namespace TextClassify.Inference.Serving;

/// <summary>
/// A model that serves, whatever its kind. Immutable, safe for concurrent use; its resources belong to the registry. What it can do beyond
/// that are the other interfaces of this folder, which the model's own type has: whoever needs one asks with a cast, and never for the
/// kind.
/// </summary>
public interface ILoadedModel
{
    PackageManifest Manifest { get; }

    /// <summary>SHA-256 (lower-case hex) of the manifest, which holds every other file's: it names the package's content.</summary>
    string Sha256 { get; }

    ExecutionProviderReport Provider { get; }

    DateTimeOffset LoadedAt { get; }

    /// <summary>The names of its answers; empty where it has none. Versions that share traffic have the same.</summary>
    IReadOnlyList<string> Labels => [];
}
