using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>What a package says of itself before anybody knows its kind. The rest of <c>model.json</c> is for the kind to read.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
public sealed record PackageHead
{
    /// <inheritdoc cref="PackageManifest.Architecture"/>
    public required string Architecture { get; init; }

    /// <summary>
    /// Refuses a package without a manifest, with files that are too large to be read whole, or whose manifest is no JSON.
    /// </summary>
    public static PackageReading<PackageHead> Read(IPackageFiles files)
    {
        if (!files.Names.Contains(ModelManifest.FileName))
        {
            return new(new PackageRefusal(ModelManifest.FileName, "is missing."));
        }

        if (PackageFileRules.CheckSizes(files) is { } tooLarge)
        {
            return new(tooLarge);
        }

        var (head, refusal) = JsonFile.Read(files, ModelManifest.FileName, PackageJson.Default.PackageHead);
        return head is null ? new(refusal!) : new(head);
    }
}
