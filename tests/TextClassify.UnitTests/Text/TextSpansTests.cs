using CsCheck;
using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class TextSpansTests
{
    private static readonly TextEncoder Encoder = new(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown]), maxTokens: 100);

    [Theory]
    [InlineData("I don't like well-made films.", "I|don't|like|well-made|films.")]
    [InlineData("fine", "fine")]
    [InlineData(" a\u00a0b\nc ", "a|b|c")]
    [InlineData("cannot", "cannot")]
    public void Words_Text_AreSplitAtWhiteSpace(string text, string expected) => Assert.Equal(expected, Joined(text, TextSpans.Words));

    [Theory]
    [InlineData("It rains. It pours!  Why?", "It rains.|It pours!|Why?")]
    [InlineData("He said \"No.\" She left... Then (at 3.5 m.) he ran", "He said \"No.\"|She left...|Then (at 3.5 m.)|he ran")]
    [InlineData("one line\nanother, e.g. this", "one line|another, e.g.|this")]
    [InlineData("3.14 is.not a sentence", "3.14 is.not a sentence")]
    public void Sentences_Text_EndAtMarksAndLines(string text, string expected) =>
        Assert.Equal(expected, Joined(text, TextSpans.Sentences));

    [Fact]
    public void Cut_AnyText_StartsAtTheFirstTokenAndRises() => Gen.String[Gen.Char["ab.,!?\n '\"-"], 0, 30].Sample(text =>
    {
        var encoded = Encoder.Encode(text);
        foreach (int[] first in (int[][])[TextSpans.Words(text, encoded.Tokens.Span), TextSpans.Sentences(text, encoded.Tokens.Span)])
        {
            Assert.Equal(encoded.Length > 0, first.Length > 0);
            Assert.Equal(first.Distinct().Order(), first);
            Assert.True(first.Length == 0 || (first[0] == 0 && first[^1] < encoded.Length));
        }
    });

    private static string Joined(string text, Func<string, ReadOnlySpan<TokenSpan>, int[]> cut)
    {
        var encoded = Encoder.Encode(text);
        int[] first = cut(text, encoded.Tokens.Span);
        return string.Join('|', first.Select((start, i) =>
            text[encoded.Tokens.Span[start].Start..encoded.Tokens.Span[(i + 1 < first.Length ? first[i + 1] : encoded.Length) - 1].End]));
    }
}
