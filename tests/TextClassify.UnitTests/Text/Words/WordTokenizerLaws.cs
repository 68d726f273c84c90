using System.Globalization;
using CsCheck;
using TextClassify.Text.Words;

namespace TextClassify.UnitTests.Text.Words;

public sealed class WordTokenizerLaws
{
    // Look-ahead stated by WordTokens, plus the longest token of the pieces below.
    private const int Horizon = 1024;

    private static readonly string[] Pieces =
    [
        "a",
        "n",
        "t",
        "'t",
        "n't",
        "'s",
        "’",
        "''",
        "`",
        "``",
        "don",
        "cannot",
        "film",
        "U.",
        "S.",
        "A",
        ".",
        ". ",
        "..",
        "-",
        "--",
        "-lrb-",
        "-RRB-",
        "1",
        "9",
        ",",
        "3rd",
        "$",
        "@",
        "@x",
        "#",
        "#39;",
        "quot;",
        "amp;",
        "&",
        "&lt;",
        "&gt;",
        "&amp;",
        "&#769;",
        "&#x1F600;",
        "<",
        ">",
        "<br />",
        "<b",
        "b>",
        "/",
        "\\",
        "\\/",
        "http://",
        "www.",
        "x.org",
        "<url>",
        " ",
        "\r\n",
        "\0",
        "\u0085",
        "\u00AD",
        "\u200B",
        "\u200D",
        "\u0301",
        "\u094D",
        "\uFE0F",
        "\u20E3",
        "\uD83D",
        "\uDE02",
        "😂",
        "👩",
        "🔬",
        "🏽",
        "🇩",
        "é",
        "ß",
        "ﬁ",
        "İ",
        "映",
        "が",
        "ア",
        "ﾞ",
        "ש",
        "ּ",
        "م",
        "ก",
        "ำ",
        "½",
        "％",
        "！",
        "\U000E0067", "\U0010FFFF", "\uFFFE", "_", "=", "~", "*", "%", "…", "—", "\u2028",
    ];

    internal static readonly Gen<string> AnyText = Gen.Frequency(
        (3, OneOf(Pieces).Array[0, 24].Select(string.Concat)),
        (1, Gen.Char.Array[0, 40].Select(units => new string(units))));

    private static readonly Gen<string> PlainWord = Gen.OneOf(
        Gen.Char.AlphaNumeric.Array[1, 12].Select(units => new string(units)),
        OneOf(
            "don't",
            "it's",
            "U.S.",
            "1,000.5",
            "...",
            "--",
            "-lrb-",
            "cutting-room",
            "!",
            "\"",
            "http://x.org",
            "@me",
            "été",
            "映画",
            "😂",
            "cannot"));

    [Fact]
    public void Enumerate_AnyUtf16_KeepsTheLawsOfOffsets() => AnyText.Sample(AssertLaws, iter: 20_000);

    [Fact]
    public void Enumerate_PlainText_IsIdempotent() => PlainWord.Array[0, 12].Sample(
        words =>
        {
            var normals = Tokens.Normals(string.Join(' ', words));

            Assert.Equal(normals, Tokens.Normals(string.Join(' ', normals)));
        },
        iter: 5_000);

    [Fact]
    public void Enumerate_TextFarAhead_DoesNotMatter() =>
        Gen.Select(AnyText.Array[60, 90], AnyText.Array[0, 20], AnyText.Array[0, 20]).Sample(
        (head, one, other) =>
        {
            string start = string.Concat(head);

            Assert.Equal(
                Tokens.Spans(start + string.Concat(one)).TakeWhile(span => span.End + Horizon < start.Length),
                Tokens.Spans(start + string.Concat(other)).TakeWhile(span => span.End + Horizon < start.Length));
        },
        iter: 200);

    // A quadratic scan of a million units would take hours; a linear one takes a fraction of a second.
    [Theory]
    [InlineData("a")]
    [InlineData("n")]
    [InlineData("a.")]
    [InlineData("a@")]
    [InlineData("a-b+c.")]
    [InlineData("<a ")]
    [InlineData("<br href=")]
    [InlineData("&lt;b")]
    [InlineData("&")]
    [InlineData("#3")]
    [InlineData(". ")]
    [InlineData(".")]
    [InlineData("-l")]
    [InlineData("www.")]
    [InlineData("http://.,")]
    [InlineData("@a")]
    [InlineData("1,")]
    [InlineData("a'")]
    [InlineData("n't")]
    [InlineData("e\u0301")]
    [InlineData("\u0301")]
    [InlineData("😂\u200D")]
    [InlineData("\u00AD")]
    [InlineData("映")]
    public void Enumerate_AMillionUnitsOfOnePattern_IsLinear(string pattern)
    {
        string text = string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length));

        AssertLaws(text);
    }

    [Fact]
    public void Enumerate_WordOf100000Letters_IsCutIntoPieces()
    {
        string text = new('x', 100_000);

        var normals = Tokens.Normals(text);

        Assert.Equal(text, string.Concat(normals));
        Assert.All(normals, normal => Assert.InRange(normal.Length, 1, WordTokenizer.MaxNormalLength));
        Assert.InRange(normals.Count, 100_000 / WordTokenizer.MaxNormalLength, 1_700);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    internal static void AssertLaws(string text)
    {
        int end = 0;
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            Assert.True(
                token.Start >= end && token.End > token.Start && token.End <= text.Length, "Tokens are ordered, apart and not empty.");
            Assert.InRange(token.Normal.Length, 1, WordTokenizer.MaxNormalLength);
            Assert.False(token.Normal.ContainsAny(" \t\r\n\0"), "A normal form has no white space.");
            Assert.True(IsBetweenTokens(text.AsSpan(end, token.Start - end)), "Only white space, controls and tags stand between tokens.");
            Assert.False(SplitsPair(text, token.Start) || SplitsPair(text, token.End), "A surrogate pair stays whole.");
            Assert.False(IsMark(text, token.Start), "A token does not start with a combining mark.");
            Assert.False(token.End < text.Length && IsMark(text, token.End), "A token takes the marks that follow it.");
            end = token.End;
        }

        Assert.True(IsBetweenTokens(text.AsSpan(end)), "Only white space, controls and tags follow the last token.");
    }

    private static bool SplitsPair(string text, int index) =>
        index > 0 && index < text.Length && char.IsHighSurrogate(text[index - 1]) && char.IsLowSurrogate(text[index]);

    private static bool IsMark(string text, int index) => CharUnicodeInfo.GetUnicodeCategory(text, index) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsBetweenTokens(ReadOnlySpan<char> gap)
    {
        for (int i = 0; i < gap.Length;)
        {
            bool pair = i + 1 < gap.Length && char.IsSurrogatePair(gap[i], gap[i + 1]);
            var category = pair
                ? CharUnicodeInfo.GetUnicodeCategory(char.ConvertToUtf32(gap[i], gap[i + 1]))
                : char.GetUnicodeCategory(gap[i]);
            bool skipped = char.IsWhiteSpace(gap[i]) || category is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
            int markup = skipped ? 0 : MarkupLength(gap[i..]);
            if (!skipped && markup == 0)
            {
                return false;
            }

            i += skipped ? (pair ? 2 : 1) : markup;
        }

        return true;
    }

    // A tag ends at its bracket; an entity of a space or a mark at its semicolon.
    private static int MarkupLength(ReadOnlySpan<char> gap)
    {
        bool tag = gap[0] == '<' || gap.StartsWith("&lt;") || gap.StartsWith("lt;");
        int close = tag ? gap.IndexOf('>') : gap.IndexOf(';');
        int entity = tag ? gap.IndexOf("&gt;") : -1;
        return tag && entity >= 0 && (close < 0 || entity < close) ? entity + 4 : close + 1;
    }
}
