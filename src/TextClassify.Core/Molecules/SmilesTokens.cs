namespace TextClassify.Molecules;

/// <summary>Cuts SMILES into tokens of atoms: what is in brackets is one, and so are Cl, Br and a ring's number behind <c>%</c>.</summary>
public static class SmilesTokens
{
    /// <summary>
    /// Length of the token at the beginning of a text that isn't empty. Any character that begins none is a token of its own.
    /// </summary>
    public static int LengthOfFirst(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '[':
                int end = text.IndexOf(']');
                return end < 0 ? 1 : end + 1;
            case 'C' when text.Length > 1 && text[1] == 'l':
            case 'B' when text.Length > 1 && text[1] == 'r':
                return 2;
            case '%' when text.Length > 2 && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]):
                return 3;
            default:
                return 1;
        }
    }

    /// <summary>Whether a token of SMILES is an atom, by its first character.</summary>
    public static bool IsAtom(char first) => char.IsAsciiLetter(first) || first is '[' or '*';

    /// <summary>Where each token begins; joined they are the text.</summary>
    public static List<int> Starts(ReadOnlySpan<char> text)
    {
        var starts = new List<int>();
        for (int place = 0; place < text.Length; place += LengthOfFirst(text[place..]))
        {
            starts.Add(place);
        }

        return starts;
    }
}
