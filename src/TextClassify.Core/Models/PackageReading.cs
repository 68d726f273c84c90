namespace TextClassify.Models;

/// <summary>Either a package or why it is refused.</summary>
public sealed record PackageReading
{
    private PackageReading(ModelPackage? package, PackageRefusal? refusal)
    {
        Package = package;
        Refusal = refusal;
    }

    /// <summary>Null when <see cref="Refusal"/> is set.</summary>
    public ModelPackage? Package { get; }

    /// <summary>Null when <see cref="Package"/> is set.</summary>
    public PackageRefusal? Refusal { get; }

    internal static PackageReading Of(ModelPackage package) => new(package, null);

    internal static PackageReading Refused(PackageRefusal refusal) => new(null, refusal);
}
