using System.Text.Json.Serialization.Metadata;

namespace TextClassify.Training.Packaging;

/// <summary>What measuring a staged package gives.</summary>
/// <param name="Card">Of the model, Markdown.</param>
/// <param name="Describe">The manifest, from the hash of every other file.</param>
/// <param name="Manifest">How it is written.</param>
/// <param name="Notes">What must be known beside its figures, a sentence each.</param>
/// <param name="HasGradients">The backward graph was held against autograd.</param>
internal sealed record Findings(
    string Card,
    Func<IReadOnlyDictionary<string, string>, PackageManifest> Describe,
    JsonTypeInfo Manifest,
    IReadOnlyList<string> Notes,
    bool HasGradients);
