namespace TextClassify.HiddenStates.Maps;

/// <summary>Either a map or why it is refused.</summary>
public sealed record MapReading
{
    private MapReading(ReferenceMap? map, PackageRefusal? refusal)
    {
        Map = map;
        Refusal = refusal;
    }

    /// <summary>Null when <see cref="Refusal"/> is set.</summary>
    public ReferenceMap? Map { get; }

    /// <summary>Null when <see cref="Map"/> is set.</summary>
    public PackageRefusal? Refusal { get; }

    internal static MapReading Of(ReferenceMap map) => new(map, null);

    internal static MapReading Refused(string file, string reason) => new(null, new PackageRefusal(file, reason));
}
