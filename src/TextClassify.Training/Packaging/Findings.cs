namespace TextClassify.Training.Packaging;

/// <summary>What measuring a staged package gives.</summary>
/// <param name="Card">Of the model, Markdown.</param>
/// <param name="Describe">The manifest, from the hash of every other file.</param>
/// <param name="Notes">What must be known beside its figures, a sentence each.</param>
/// <param name="HasGradients">The backward graph was held against autograd.</param>
internal sealed record Findings(
    string Card,
    Func<IReadOnlyDictionary<string, string>, PackageManifest> Describe,
    IReadOnlyList<string> Notes,
    bool HasGradients);
