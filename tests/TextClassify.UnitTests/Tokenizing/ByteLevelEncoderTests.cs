using CsCheck;
using Microsoft.ML.Tokenizers;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.UnitTests.Text.Words;

namespace TextClassify.UnitTests.Tokenizing;

public sealed class ByteLevelEncoderTests
{
    private static readonly ByteLevelEncoder Encoder = Gpt2.Encoder();

    [Theory]
    [InlineData("Hello world", new[] { 15496, 995 })]
    [InlineData(" Hello world", new[] { 18435, 995 })]
    [InlineData("Hello, my dog is cute", new[] { 15496, 11, 616, 3290, 318, 13779 })]
    public void Encode_PublishedExamples_GivesTheirIds(string text, int[] ids) => Assert.Equal(ids, Encoder.Encode(text).Ids.ToArray());

    [Fact]
    public void Encode_AnyText_GivesTheLibrarysIds()
    {
        var library = TiktokenTokenizer.CreateForModel("gpt2");
        string[] parts =
        [
            "The ", "film", "'s", " it'll", "'S", "  ", "\n\n", "\t", " \u00A0", "3.5", " 12", "½", "!?", " ...", "é", "e\u0301", "映画",
            "😂", "👩‍🔬", "Ġ", "тест", "\u200B", "\0", "x",
        ];
        Gen.Int[0, parts.Length - 1].Array[0, 30].Select(indices => string.Concat(indices.Select(index => parts[index]))).Sample(
            text => Assert.Equal(library.EncodeToIds(text), Encoder.Encode(text).Ids.ToArray()),
            iter: 5_000);
    }

    [Theory]
    [InlineData("Hello world's  end", "Hello|world|'s| |end")]
    [InlineData("a\n\nb\n", "a|\n|\n|b|\n")]
    [InlineData("naïve", "na|ïve")]
    public void Encode_Text_CoversItWithoutTheBlanksBetween(string text, string surfaces) =>
        Assert.Equal(surfaces.Split('|'), Encoder.Encode(text).Tokens.ToArray().Select(span => text[span.Start..span.End]));

    [Fact]
    public void Encode_CharacterOfSeveralPieces_SharesItsPlace()
    {
        var encoded = Encoder.Encode("a𝄞b");

        Assert.Equal(new TokenSpan(0, 1), encoded.Tokens.Span[0]);
        Assert.All(encoded.Tokens.ToArray()[1..^1], span => Assert.Equal(new TokenSpan(1, 3), span));
        Assert.True(encoded.Length > 3);
        Assert.Equal(new TokenSpan(3, 4), encoded.Tokens.Span[^1]);
    }

    [Fact]
    public void Encode_UnpairedSurrogate_IsReadAsItsReplacement() =>
        Assert.Equal(Encoder.Encode("a\uFFFDb").Ids.ToArray(), Encoder.Encode("a\uD83Db").Ids.ToArray());

    [Fact]
    public void Encode_PrefixSpace_ReadsTheFirstWordAsAnyOther()
    {
        var encoded = Gpt2.Encoder(prefixSpace: true).Encode("Hello world");

        Assert.Equal([18435, 995], encoded.Ids.ToArray());
        Assert.Equal([new TokenSpan(0, 5), new TokenSpan(6, 11)], encoded.Tokens.ToArray());
    }

    [Fact]
    public void Encode_NameOfASpecialToken_IsText() =>
        Assert.DoesNotContain(Encoder.Special.Pad, Encoder.Encode("<|endoftext|>").Ids.ToArray());

    [Fact]
    public void Encode_LongText_IsCutAndSaysSo()
    {
        var encoded = Gpt2.Encoder(maxTokens: 3).Encode("one two three four five");

        Assert.Equal(3, encoded.Length);
        Assert.Equal(5, encoded.TotalTokens);
    }

    [Fact]
    public void Encode_AnyUtf16_KeepsTheLawsOfOffsets()
    {
        var prefixed = Gpt2.Encoder(prefixSpace: true);
        WordTokenizerLaws.AnyText.Sample(
            text =>
            {
                EncoderLaws.Assert(Encoder, text);
                EncoderLaws.Assert(prefixed, text);
            },
            iter: 10_000);
    }

    [Fact]
    public void Create_VocabularyWithoutAByte_Throws()
    {
        var vocabulary = new Vocabulary(["<s>", "a"], new SpecialTokens { Pad = "<s>", Unknown = "<s>" });

        var error = Assert.Throws<InvalidDataException>(
            () => new ByteLevelEncoder(vocabulary, new TokenizerSettings(TokenizerSettings.ByteLevel, 9), []));
        Assert.StartsWith("The vocabulary lacks '", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\n", "Line 1 is no pair")]
    [InlineData("#version: 0.2\na b\na b c\n", "Line 3 is no pair")]
    public void Read_LineThatIsNoPair_Throws(string merges, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Merges.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(merges))));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("映")]
    [InlineData(" ")]
    [InlineData("'")]
    [InlineData("a ")]
    public void Encode_100000UnitsOfOnePattern_IsLinear(string pattern) =>
        EncoderLaws.Assert(Encoder, string.Concat(Enumerable.Repeat(pattern, 100_000 / pattern.Length)));
}
