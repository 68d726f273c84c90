namespace TextClassify.Molecules;

/// <summary>
/// The hydrogens that an atom without brackets has: what is missing to the next valence of its element. An aromatic atom gives one valence
/// to its ring.
/// </summary>
internal static class ImplicitHydrogens
{
    /// <param name="element">One that is written without brackets.</param>
    /// <param name="aromatic">Whether it is.</param>
    /// <param name="bonds">The sum of its bonds' orders, aromatic ones counted as 1.</param>
    public static byte Of(byte element, bool aromatic, int bonds)
    {
        int used = bonds + (aromatic ? 1 : 0);
        foreach (int valence in Valences(element))
        {
            if (valence >= used)
            {
                return (byte)(valence - used);
            }

            // An aromatic atom has its lowest valence or none to spare.
            if (aromatic)
            {
                break;
            }
        }

        return 0;
    }

    private static ReadOnlySpan<int> Valences(byte element) => element switch
    {
        Elements.Boron => [3],
        Elements.Carbon => [4],
        Elements.Nitrogen => [3, 5],
        Elements.Oxygen => [2],
        Elements.Phosphorus => [3, 5],
        Elements.Sulfur => [2, 4, 6],
        Elements.Fluorine or Elements.Chlorine or Elements.Bromine or Elements.Iodine => [1],
        _ => [],
    };
}
