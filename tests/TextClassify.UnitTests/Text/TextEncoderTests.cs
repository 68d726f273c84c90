using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class TextEncoderTests
{
    private static readonly Vocabulary Words = new(["<pad>", "<unk>", "i", "do", "n't", "like", "it", "!"]);

    [Fact]
    public void Encode_RawAndTokenisedText_GivesTheSameIds()
    {
        var raw = new TextEncoder(Words, 256).Encode("I don't like it!");
        var tokenised = new TextEncoder(Words, 256).Encode("i do n't like it !");

        Assert.Equal([2, 3, 4, 5, 6, 7], raw.Ids.ToArray());
        Assert.Equal(raw.Ids.ToArray(), tokenised.Ids.ToArray());
        Assert.Equal(new TokenSpan(4, 7), raw.Tokens.Span[2]);
        Assert.False(raw.Truncated);
    }

    [Fact]
    public void Encode_LongText_IsCutAndSaysSo()
    {
        var encoded = new TextEncoder(Words, 3).Encode("I don't like it!");

        Assert.Equal([2, 3, 4], encoded.Ids.ToArray());
        Assert.Equal(3, encoded.Tokens.Length);
        Assert.Equal(6, encoded.TotalTokens);
        Assert.True(encoded.Truncated);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    public void Encode_NoToken_HasLengthZero(string text)
    {
        var encoded = new TextEncoder(Words, 3).Encode(text);

        Assert.Equal(0, encoded.Length);
        Assert.Equal(0, encoded.TotalTokens);
        Assert.False(encoded.Truncated);
    }

    [Fact]
    public void Encode_ReservedWordInTheText_IsNotItsRow() =>
        Assert.DoesNotContain(Vocabulary.PadId, new TextEncoder(Words, 256).Encode("<pad> <unk>").Ids.ToArray());
}
