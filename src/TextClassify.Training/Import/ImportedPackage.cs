namespace TextClassify.Training.Import;

/// <param name="Folder">Where it stands.</param>
/// <param name="Manifest">Its model.json.</param>
/// <param name="Sha256">SHA-256 of model.json, which names the content.</param>
/// <param name="Bytes">All files together.</param>
/// <param name="Notes">What must be known of it, a sentence each.</param>
internal sealed record ImportedPackage(string Folder, ModelManifest Manifest, string Sha256, long Bytes, IReadOnlyList<string> Notes);
