namespace TextClassify.Text.Words;

/// <summary>A run of letters and digits with what belongs inside it: marks, an apostrophe (o'brien), a dot or comma in a number.</summary>
internal static class Word
{
    /// <summary>The end of the word at <paramref name="start"/>, before a clitic or a negation's n.</summary>
    public static int Read(ReadOnlySpan<char> text, int start, ref NormalForm normal)
    {
        int at = start;
        int last = start;
        int normalBeforeLast = 0;
        int lastLetter = 0;
        while (at < text.Length)
        {
            int codePoint = SourceReader.Read(text, at, out int length);
            var kind = SourceReader.KindOf(codePoint);
            if (kind is CharKind.Letter or CharKind.Digit)
            {
                if (!normal.HasRoom)
                {
                    break;
                }

                (last, normalBeforeLast, lastLetter) = (at, normal.Length, codePoint);
                normal.AppendFolded(codePoint);
            }
            else if (kind is CharKind.Mark)
            {
                AppendMark(codePoint, ref normal);
                lastLetter = 0;
            }
            else if (kind is not CharKind.Format)
            {
                if (!normal.HasRoom || !Joins(text, codePoint, at, length, lastLetter))
                {
                    break;
                }

                normal.Append(codePoint is '.' or ',' ? codePoint : '\'');
                lastLetter = 0;
            }

            at += length;
        }

        if (lastLetter is 'n' or 'N' && Contraction.IsNegationAt(text, at, out int negationEnd))
        {
            return SplitNegation(start, last, normalBeforeLast, negationEnd, ref normal);
        }

        if (at - start == 6 && normal.Value is "cannot")
        {
            normal.Truncate(3);
            return start + 3;
        }

        return at;
    }

    /// <summary>Gives "do" of "don't", and "n't" itself when the word is only its n.</summary>
    private static int SplitNegation(int start, int n, int normalBeforeN, int end, ref NormalForm normal)
    {
        if (n > start)
        {
            normal.Truncate(normalBeforeN);
            return n;
        }

        normal.Set("n't");
        return end;
    }

    private static bool Joins(ReadOnlySpan<char> text, int codePoint, int at, int length, int lastLetter)
    {
        if (at + length >= text.Length)
        {
            return false;
        }

        var next = SourceReader.KindOf(SourceReader.Read(text, at + length, out _));
        if (codePoint is '.' or ',')
        {
            return next == CharKind.Digit && lastLetter != 0 && SourceReader.KindOf(lastLetter) == CharKind.Digit;
        }

        return Contraction.IsApostrophe(codePoint) && next == CharKind.Letter &&
            !(lastLetter is 'n' or 'N' && Contraction.IsNegationAt(text, at, out _)) &&
            Contraction.CliticAt(text, at, out _).Length == 0;
    }

    private static void AppendMark(int codePoint, ref NormalForm normal)
    {
        bool latin = codePoint is >= 0x300 and <= 0x36F;
        bool selector = codePoint is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x20E3;
        if (!latin && !selector)
        {
            normal.Append(codePoint);
        }
    }
}
