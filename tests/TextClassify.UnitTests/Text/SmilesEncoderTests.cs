using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class SmilesEncoderTests
{
    private static readonly Vocabulary Symbols =
        new([Vocabulary.Pad, Vocabulary.Unknown, "C", "Cl", "O", "=", "(", ")", "[nH]", ">", "c", "0"]);

    [Fact]
    public void Encode_Reaction_CutsItIntoSymbolsAtTheirPlaces()
    {
        var read = new SmilesEncoder(Symbols, 20).Encode(" ClC[nH]>>C(=O)Br");

        Assert.Equal(["Cl", "C", "[nH]", ">", ">", "C", "(", "=", "O", ")", "<unk>"], read.Ids.ToArray().Select(id => Symbols[id]));
        Assert.Equal([1, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15], read.Tokens.ToArray().Select(span => span.Start));
        Assert.Equal(new TokenSpan(15, 17), read.Tokens.Span[^1]);
    }

    [Fact]
    public void Encode_MoreThanTheLimit_CountsAllAndReadsTheFirst()
    {
        var read = new SmilesEncoder(Symbols, 2).Encode("CCO");

        Assert.Equal((2, 3, true), (read.Length, read.TotalTokens, read.Truncated));
        Assert.Equal(3, new SmilesEncoder(Symbols, 2).WithLimit(9).Encode("CCO").Length);
    }

    /// <summary>A ring's 1 is no other ring's 0, as it would be among words.</summary>
    [Fact]
    public void IdOf_UnknownNumber_IsNoOtherNumber() =>
        Assert.Equal(Vocabulary.UnknownId, new SmilesEncoder(Symbols, 9).IdOf("1"));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("[never closed \U0001F600 é")]
    public void Encode_NoSmiles_StaysInsideTheTextAndSplitsNoPair(string text)
    {
        var spans = new SmilesEncoder(Symbols, 99).Encode(text).Tokens.ToArray();

        Assert.Equal(text.Where(sign => !char.IsWhiteSpace(sign)).Count(), spans.Sum(span => span.Length));
        Assert.DoesNotContain(spans, span => char.IsLowSurrogate(text[span.Start]));
    }
}
