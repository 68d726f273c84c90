namespace TextClassify.Inference.Registry;

/// <summary>A package that was found and is not served.</summary>
/// <param name="Name">Its folder.</param>
/// <param name="Version">Its version's folder.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedPackage(string Name, string Version, PackageRefusal Refusal);
