namespace TextClassify.Models;

/// <summary>What must hold inside every manifest. A reason is the end of a sentence that begins with the file's name.</summary>
public static class ManifestRules
{
    // The product of two is an array's length.
    private const int MostWidth = 32_768;

    public static string? CheckSchema(PackageManifest manifest, int current) => manifest.SchemaVersion == current
        ? null
        : $"has schema version {manifest.SchemaVersion}; this build reads {current}.";

    /// <param name="manifest">Names the model and the version.</param>
    /// <param name="name">The model by its folder.</param>
    /// <param name="version">The version by its folder.</param>
    public static string? CheckIdentity(PackageManifest manifest, string name, string version)
    {
        if (!PackageNames.IsModelName(manifest.Name))
        {
            return $"has the name '{manifest.Name}'; a name is {PackageNames.ModelNameRule}.";
        }

        if (!PackageNames.IsVersion(manifest.Version))
        {
            return $"has the version '{manifest.Version}'; a version is {PackageNames.VersionRule}.";
        }

        return manifest.Name != name ? $"names the model '{manifest.Name}' in a folder named '{name}'."
            : manifest.Version != version ? $"names the version '{manifest.Version}' in a folder named '{version}'."
            : null;
    }

    public static string? CheckWidest(params ReadOnlySpan<int> widths)
    {
        foreach (int width in widths)
        {
            if (width > MostWidth)
            {
                return $"has a width of {width} in its shape; the most is {MostWidth}.";
            }
        }

        return null;
    }

    public static string? CheckFiles(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (file, hash) in files)
        {
            if (!PackageNames.IsFile(file) || file == ModelManifest.FileName)
            {
                return $"lists '{file}'; it must list the plain names of the other files.";
            }

            if (!PackageNames.IsSha256(hash))
            {
                return $"lists '{hash}' for {file}; a SHA-256 is 64 lower-case hexadecimal digits.";
            }
        }

        return null;
    }
}
