namespace TextClassify.Api.Requests;

/// <summary>The model that gave an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Sha256">
/// SHA-256 of its <c>model.json</c>, which holds the hash of every other file: the same digest is the same model.
/// </param>
internal sealed record ModelReference(string Name, string Version, string Sha256);
