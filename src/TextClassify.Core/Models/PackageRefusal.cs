namespace TextClassify.Models;

/// <summary>Why a package is not served.</summary>
/// <param name="File">The file at fault, relative to the package.</param>
/// <param name="Reason">What is wrong with it; with the file in front it reads as one sentence.</param>
public sealed record PackageRefusal(string File, string Reason)
{
    public override string ToString() => $"{File} {Reason}";
}
