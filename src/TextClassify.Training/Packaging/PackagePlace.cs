namespace TextClassify.Training.Packaging;

/// <summary>Where a package goes, and as what version.</summary>
internal abstract record PackagePlace
{
    public string Version { get; init; } = "1";

    /// <summary>The folder of all packages; the package goes to NAME/VERSION below it.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Allows a package of the same name and version to be replaced.</summary>
    public bool Replace { get; init; }

    /// <exception cref="DataException">The name or version can't be used, or the place is taken and may not be.</exception>
    public void ThrowIfUnusable(string name)
    {
        if (!PackageNames.IsModelName(name))
        {
            throw new DataException($"'{name}' can't name a package; a name is {PackageNames.ModelNameRule}.");
        }

        if (!PackageNames.IsVersion(Version))
        {
            throw new DataException($"'{Version}' can't be a version; a version is {PackageNames.VersionRule}.");
        }

        string place = Path.Combine(OutFolder, name, Version);
        if (Directory.Exists(place) && !Replace)
        {
            throw new DataException($"There is a package in {place}; give another --version, or --replace it.");
        }
    }
}
