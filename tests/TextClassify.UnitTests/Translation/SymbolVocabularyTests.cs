using System.Text;
using TextClassify.Translation;

namespace TextClassify.UnitTests.Translation;

public sealed class SymbolVocabularyTests
{
    [Theory]
    [InlineData("ClC[N+]%12Br", TextNotation.Smiles, new[] { "Cl", "C", "[N+]", "%12", "Br" })]
    [InlineData("a\U0001F600b", TextNotation.Characters, new[] { "a", "\U0001F600", "b" })]
    [InlineData(" two  words ", TextNotation.Words, new[] { "two", "words" })]
    [InlineData("", TextNotation.Words, new string[0])]
    public void Cut_Text_GivesItsSymbols(string text, TextNotation notation, string[] expected) =>
        Assert.Equal(expected, Symbols.Cut(text, notation).Select(range => text.Substring(range.Start, range.Length)));

    [Fact]
    public void Encode_KnownAndUnknown_DecodesWithoutTheUnknown()
    {
        var vocabulary = new SymbolVocabulary(["one", "two"]);

        int[] ids = vocabulary.Encode("one  three two", TextNotation.Words);

        Assert.Equal([3, SymbolVocabulary.UnknownId, 4], ids);
        Assert.Equal("one two", vocabulary.Decode(ids, TextNotation.Words));
    }

    [Fact]
    public void Read_WhatWriteWrote_IsTheSame()
    {
        using var stream = new MemoryStream();
        new SymbolVocabulary(["[C@@H]", "(", " "]).Write(stream);
        stream.Position = 0;

        var read = SymbolVocabulary.Read(stream);

        Assert.Equal(6, read.Count);
        Assert.Equal(" ", read.SymbolOf(5));
    }

    [Theory]
    [InlineData("<pad>\n<unk>\n", "The first lines of a vocabulary of symbols are <pad>, <unk>, <edge>.")]
    [InlineData("<pad>\n<unk>\n<edge>\n", "The vocabulary has 0 symbols; it must have 1 to 29997.")]
    [InlineData("<pad>\n<unk>\n<edge>\nC\nC\n", "Line 5 of the vocabulary has a symbol that it has already.")]
    [InlineData("<pad>\n<unk>\n<edge>\nC\n\nO\n", "Line 5 of the vocabulary is empty or has a control character.")]
    public void Read_AnotherFormat_NamesTheLine(string content, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));

        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => SymbolVocabulary.Read(stream)).Message);
    }
}
