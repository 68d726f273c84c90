using System.Globalization;
using System.Text;
using TextClassify.Text;

namespace TextClassify.UnitTests.Tokenizing;

/// <summary>What holds of the tokens of any text; see <see cref="ITextEncoder"/>.</summary>
internal static class EncoderLaws
{
    public static void Assert(ITextEncoder encoder, string text)
    {
        var encoded = encoder.Encode(text);
        Xunit.Assert.Equal(encoded.Ids.Length, encoded.Tokens.Length);
        Xunit.Assert.Equal(Math.Min(encoded.TotalTokens, encoder.MaxTokens), encoded.Length);
        var before = new TokenSpan(0, 0);
        for (int token = 0; token < encoded.Length; token++)
        {
            var span = encoded.Tokens.Span[token];
            Xunit.Assert.InRange(encoded.Ids.Span[token], 0, encoder.Count - 1);
            Xunit.Assert.True(
                span.Start >= 0 && span.End > span.Start && span.End <= text.Length, "A span lies in the text and is not empty.");
            Xunit.Assert.False(SplitsPair(text, span.Start) || SplitsPair(text, span.End), "A surrogate pair stays whole.");

            bool apart = span.Start >= before.End;
            bool shared = !apart
                && span.End >= before.End
                && span.Start >= before.Start
                && Characters(text, span with { End = before.End }) == 1;
            Xunit.Assert.True(apart || shared, "Spans follow each other, or have one character in common.");
            before = span;
        }
    }

    private static bool SplitsPair(string text, int index) =>
        index > 0 && index < text.Length && char.IsHighSurrogate(text[index - 1]) && char.IsLowSurrogate(text[index]);

    /// <summary>Marks that an encoder leaves out belong to the character before them.</summary>
    private static int Characters(string text, TokenSpan span) =>
        text[span.Start..span.End].EnumerateRunes().Select((rune, index) => (rune, index))
            .Count(at => at.index == 0 || Rune.GetUnicodeCategory(at.rune) is not UnicodeCategory.NonSpacingMark);
}
