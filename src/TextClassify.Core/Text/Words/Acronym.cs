namespace TextClassify.Text.Words;

/// <summary>U.S., p.m., J.R.R.: single letters, each with its dot; the last dot may be missing.</summary>
internal static class Acronym
{
    // "a.a.a. ..." is cut here, so that a failed look-ahead stays short.
    private const int MostLetters = 12;

    /// <summary>UTF-16 units of the acronym at <paramref name="start"/>, 0 when there is none. Its form always ends with the dot.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start, ref NormalForm normal)
    {
        int at = start;
        int letters = 0;
        while (letters < MostLetters && at + 1 < text.Length && char.IsAsciiLetter(text[at]) && text[at + 1] == '.')
        {
            at += 2;
            letters++;
        }

        if (letters is > 0 and < MostLetters && at < text.Length && char.IsAsciiLetter(text[at]))
        {
            at++;
            letters++;
        }

        if (letters < 2 || SourceReader.IsLetterOrDigitAt(text, at))
        {
            return 0;
        }

        for (int i = 0; i < letters; i++)
        {
            normal.AppendFolded(text[start + (2 * i)]);
            normal.Append('.');
        }

        return at - start;
    }
}
