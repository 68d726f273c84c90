using CsCheck;
using Microsoft.ML.Tokenizers;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.UnitTests.Text.Words;

namespace TextClassify.UnitTests.Tokenizing;

public sealed class WordPieceEncoderTests
{
    private const int MaxTokens = 100_000;

    private static readonly TokenizerSettings Settings = new(TokenizerSettings.WordPiece, MaxTokens)
    {
        Special = BertVocabulary.Special,
        Lowercase = true,
        StripAccents = true,
        SplitIdeographs = true,
    };

    private static readonly WordPieceEncoder Uncased = new(BertVocabulary.Vocabulary, Settings);

    // The vocabulary is another one's; what is tested is where tokens stand.
    private static readonly WordPieceEncoder Cased =
        new(BertVocabulary.Vocabulary, Settings with { Lowercase = false, StripAccents = false, SplitIdeographs = false });

    [Theory]
    [InlineData("Hello, my dog is cute", new[] { 7592, 1010, 2026, 3899, 2003, 10140 })]
    [InlineData("Hello world!", new[] { 7592, 2088, 999 })]
    [InlineData("unaffable", new[] { 14477, 20961, 3468 })]
    public void Encode_PublishedExamples_GivesTheirIds(string text, int[] ids) => Assert.Equal(ids, Uncased.Encode(text).Ids.ToArray());

    [Theory]
    [InlineData("I have a new GPU!", "i have a new gp ##u !")]
    [InlineData("don't", "don ' t")]
    [InlineData("Café cafe\u0301 CAFÉ naïve ŁÓDŹ", "cafe cafe cafe naive łodz")]
    [InlineData("日本。", "日 本 。")]
    [InlineData("co\u00ADoperate a\u200Bb\0c", "cooperate abc")]
    [InlineData("[SEP] <pad>", "[ sep ] < pad >")]
    [InlineData("x\u000By\u0085z", "x ##y ##z")]
    [InlineData("a\u00A0b\u2028c\u3000d", "a b c d")]
    public void Encode_HardCases_GivesPiecesAsBertDoes(string text, string pieces) =>
        Assert.Equal(pieces, string.Join(' ', Uncased.Encode(text).Ids.ToArray().Select(id => Uncased[id])));

    [Theory]
    [InlineData("I have a new GPU!", "I|have|a|new|GP|U|!")]
    [InlineData("  Café\u0301 !\u0301", "Café\u0301|!\u0301")]
    [InlineData("co\u00ADoperate\u00AD", "co\u00ADoperate")]
    [InlineData("映画が", "映|画|が")]
    [InlineData("ok😂😂", "ok😂😂")]
    [InlineData("\r\nA\0b", "A\0b")]
    public void Encode_HardCases_CoversTheTextAsSent(string text, string surfaces) =>
        Assert.Equal(surfaces.Split('|'), Uncased.Encode(text).Tokens.ToArray().Select(span => text[span.Start..span.End]));

    [Fact]
    public void Encode_SyllableOfSeveralPieces_SharesItsPlace()
    {
        var encoded = Uncased.Encode("한국");

        Assert.Equal(["ᄒ", "##ᅡ", "##ᆫ", "##ᄀ", "##ᅮ", "##ᆨ"], encoded.Ids.ToArray().Select(id => Uncased[id]));
        Assert.Equal([new(0, 1), new(0, 1), new(0, 1), new(1, 2), new(1, 2), new(1, 2)], encoded.Tokens.ToArray());
    }

    [Fact]
    public void Encode_UnpairedSurrogates_AreLeftOut() =>
        Assert.Equal("ab", string.Concat(Uncased.Encode("\uD83Da\uDE02b\uD83D").Ids.ToArray().Select(id => Uncased[id])));

    [Fact]
    public void Encode_WordOf101Letters_IsUnknownAsAWhole()
    {
        var encoded = Uncased.Encode(new string('a', 101) + " " + new string('a', 100));

        Assert.Equal(BertVocabulary.Vocabulary.Special.Unknown, encoded.Ids.Span[0]);
        Assert.Equal(new TokenSpan(0, 101), encoded.Tokens.Span[0]);
        Assert.NotEqual(BertVocabulary.Vocabulary.Special.Unknown, encoded.Ids.Span[1]);
    }

    [Fact]
    public void Encode_LongText_IsCutAndSaysSo()
    {
        var encoded = new WordPieceEncoder(BertVocabulary.Vocabulary, Settings with { MaxTokens = 3 }).Encode("I have a new GPU!");

        Assert.Equal(3, encoded.Length);
        Assert.Equal(7, encoded.TotalTokens);
        Assert.Same(BertVocabulary.Vocabulary.Special, encoded.Special);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\0\u00A0\u3000\u2028\uFEFF")]
    [InlineData("\u0301\u200D")]
    public void Encode_NothingToRead_HasNoToken(string text) => Assert.Equal(0, Uncased.Encode(text).TotalTokens);

    [Fact]
    public void Encode_AnyUtf16_KeepsTheLawsOfOffsets() => WordTokenizerLaws.AnyText.Sample(
        text =>
        {
            EncoderLaws.Assert(Uncased, text);
            EncoderLaws.Assert(Cased, text);
        },
        iter: 10_000);

    // Without accents, of which the library strips none under InvariantGlobalization, and without symbols ($, emoji), which it drops, and
    // lines (_) and line ends, which it joins or drops.
    [Fact]
    public void Encode_TextWithoutAccents_GivesTheLibrarysIds()
    {
        var library = BertTokenizer.Create(
            BertVocabulary.Open(), new BertOptions { RemoveNonSpacingMarks = false, SplitOnSpecialTokens = false });
        string[] parts = ["The ", "film", "'s", " un", "aff", "able", ", ", "GPU", "3.5", "-", "日", "画", "тест ", "!", "?!", "zqx"];
        Gen.Int[0, parts.Length - 1].Array[0, 30].Select(indices => string.Concat(indices.Select(index => parts[index]))).Sample(
            text => Assert.Equal(library.EncodeToIds(text, addSpecialTokens: false), Uncased.Encode(text).Ids.ToArray()),
            iter: 2_000);
    }

    // A quadratic scan of a million units would take hours; a linear one takes a fraction of a second.
    [Theory]
    [InlineData("a")]
    [InlineData("\u0301")]
    [InlineData("e\u0301")]
    [InlineData("zq ")]
    [InlineData("映")]
    [InlineData("!")]
    public void Encode_AMillionUnitsOfOnePattern_IsLinear(string pattern) =>
        EncoderLaws.Assert(Uncased, string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length)));
}
