using System.Text;

namespace TextClassify.Text;

public sealed class CharacterVocabularyTests
{
    private static readonly CharacterVocabulary Known = new([new Rune('a'), new Rune('\n'), new Rune(0x1F600)]);

    [Fact]
    public void Encode_AnyText_GivesIdsAndWhereCharactersStart()
    {
        int[] ids = new int[8], starts = new int[8];

        // A known pair of surrogates is one character; half a pair and a letter outside the vocabulary are not known.
        int count = Known.Encode("a\U0001F600b\ud83d\n", ids, starts);

        Assert.Equal([2, 4, 0, 0, 3], ids[..count]);
        Assert.Equal([0, 1, 3, 4, 5], starts[..count]);
    }

    [Fact]
    public void CharacterOf_ReservedIds_IsNull()
    {
        Assert.Null(Known.CharacterOf(CharacterVocabulary.UnknownId));
        Assert.Null(Known.CharacterOf(CharacterVocabulary.EdgeId));
        Assert.Equal(new Rune(0x1F600), Known.CharacterOf(4));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        using var stream = new MemoryStream();
        Known.Write(stream);
        stream.Position = 0;

        var read = CharacterVocabulary.Read(stream);

        Assert.Equal("<unk>\n<edge>\nU+0061\nU+000A\nU+1F600\n", Encoding.ASCII.GetString(stream.ToArray()));
        Assert.Equal(Known.Count, read.Count);
        Assert.All(Enumerable.Range(0, read.Count), id => Assert.Equal(Known.CharacterOf(id), read.CharacterOf(id)));
    }

    [Theory]
    [InlineData("<edge>\n<unk>\nU+0061\n", "first two lines")]
    [InlineData("<unk>\n<edge>\n", "has 0 characters")]
    [InlineData("<unk>\n<edge>\nU+0061\nU+0061\n", "U+0061 twice, on line 4")]
    [InlineData("<unk>\n<edge>\na\n", "Line 3")]
    [InlineData("<unk>\n<edge>\nU+0061\nU+D800\n", "Line 4")]
    [InlineData("<unk>\n<edge>\nU+061\n", "Line 3")]
    public void Read_AnotherFormat_IsRefusedByLine(string file, string reason)
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(file));

        Assert.Contains(
            reason, Assert.Throws<InvalidDataException>(() => CharacterVocabulary.Read(stream)).Message, StringComparison.Ordinal);
    }
}
