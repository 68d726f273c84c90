using System.Runtime.InteropServices;

namespace TextClassify.Inference.Traffic;

/// <summary>A version that takes a share of the traffic.</summary>
/// <param name="Version">A loaded one.</param>
/// <param name="Weight">The share of keys it takes, 0 to 1.</param>
/// <param name="Suspended">It takes none for now, whatever its weight: it does not answer its golden texts.</param>
public sealed record CanaryTraffic(string Version, double Weight, bool Suspended = false)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>
    /// A key's place in [0, 1) depends on the model, the version and the key alone: the same on every replica and after a restart. Raising
    /// the weight moves keys to the canary and none back; another version gets other keys.
    /// </summary>
    internal bool Takes(string model, string key) => !Suspended && Place(model, Version, key) < Weight;

    internal static double Place(string model, string version, string key) =>
        (Spread(Add(Add(Add(Offset, model), version), key)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>FNV-1a over the UTF-16 units, closed by a value that no byte has, so that "a", "bc" is not "ab", "c".</summary>
    private static ulong Add(ulong hash, string text)
    {
        foreach (byte unit in MemoryMarshal.AsBytes(text.AsSpan()))
        {
            hash = (hash ^ unit) * Prime;
        }

        return (hash ^ 0x1FF) * Prime;
    }

    /// <summary>MurmurHash3's finaliser: FNV's high bits hardly move with the last characters.</summary>
    private static ulong Spread(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
