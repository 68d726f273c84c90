namespace TextClassify.Inference.Tokenizing;

/// <summary>The printable characters by which byte-level vocabularies write bytes (Radford et al. 2019, <c>bytes_to_unicode</c>).</summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Write();

    /// <summary>The character of each byte.</summary>
    public static ReadOnlySpan<char> All => Characters;

    private static char[] Write()
    {
        char[] characters = new char[256];
        char next = (char)256;
        for (int value = 0; value < characters.Length; value++)
        {
            characters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)value : next++;
        }

        return characters;
    }
}
