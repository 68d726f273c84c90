namespace TextClassify.Models;

/// <summary>Either a package of one kind or why it is refused.</summary>
public sealed record PackageReading<T>
    where T : class
{
    public PackageReading(T package) => Package = package;

    public PackageReading(PackageRefusal refusal) => Refusal = refusal;

    /// <summary>Null when <see cref="Refusal"/> is set.</summary>
    public T? Package { get; }

    /// <summary>Null when <see cref="Package"/> is set.</summary>
    public PackageRefusal? Refusal { get; }
}
