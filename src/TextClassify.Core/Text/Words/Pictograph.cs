namespace TextClassify.Text.Words;

/// <summary>
/// One emoji: a flag's two letters, or pictographs held together by joiners (Unicode Technical Standard 51). Skin tones and variation
/// selectors are part of the surface, not of the normal form.
/// </summary>
internal static class Pictograph
{
    private const int Joiner = 0x200D;

    /// <summary>The end of the sequence whose first code point ends at <paramref name="at"/>.</summary>
    public static int Read(ReadOnlySpan<char> text, int at, int first, ref NormalForm normal)
    {
        normal.Append(first);
        if (IsRegionalIndicator(first))
        {
            int second = SourceReader.Peek(text, at, out int length);
            if (!IsRegionalIndicator(second))
            {
                return at;
            }

            normal.Append(second);
            return at + length;
        }

        bool joined = false;
        while (at < text.Length)
        {
            int next = SourceReader.Read(text, at, out int length);
            var kind = SourceReader.KindOf(next);
            if (joined && kind is CharKind.Pictograph)
            {
                normal.Append(Joiner);
                normal.Append(next);
            }
            else if (!IsSkinTone(next) && kind is not (CharKind.Mark or CharKind.Format))
            {
                break;
            }

            joined = next == Joiner;
            at += length;
        }

        return at;
    }

    private static bool IsRegionalIndicator(int codePoint) => codePoint is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsSkinTone(int codePoint) => codePoint is >= 0x1F3FB and <= 0x1F3FF;
}
