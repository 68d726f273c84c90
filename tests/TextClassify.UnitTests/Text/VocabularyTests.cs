using System.Text;
using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class VocabularyTests
{
    [Fact]
    public void IdOf_KnownUnknownAndNumber_FallsBackInOrder()
    {
        var vocabulary = new Vocabulary(["<pad>", "<unk>", "film", "7", "0", "0,000.0"]);

        Assert.Equal(2, vocabulary.IdOf("film"));
        Assert.Equal(3, vocabulary.IdOf("7"));
        Assert.Equal(4, vocabulary.IdOf("8"));
        Assert.Equal(5, vocabulary.IdOf("3,141.5"));
        Assert.Equal(Vocabulary.UnknownId, vocabulary.IdOf("88"));
        Assert.Equal(Vocabulary.UnknownId, vocabulary.IdOf("films"));
        Assert.Equal(Vocabulary.UnknownId, vocabulary.IdOf(new string('1', 1_000)));
    }

    [Fact]
    public void IdOf_AnyForm_AllocatesNothing()
    {
        var vocabulary = new Vocabulary(["<pad>", "<unk>", "film"]);
        Sum(vocabulary, times: 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int sum = Sum(vocabulary, times: 1_000);
        long after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(4_000, sum);
        Assert.Equal(0, after - before);
    }

    [Fact]
    public void Read_WhatWriteWrote_IsTheSame()
    {
        var written = new Vocabulary(["<pad>", "<unk>", "film", "映", "😂", "<url>"]);
        using var stream = new MemoryStream();

        written.Write(stream);
        stream.Position = 0;
        var read = Vocabulary.Read(stream);

        Assert.Equal("<pad>\n<unk>\nfilm\n映\n😂\n<url>\n", Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(written.Count, read.Count);
        Assert.All(Enumerable.Range(0, read.Count), id => Assert.Equal(id, read.IdOf(written[id])));
    }

    [Theory]
    [InlineData("", "The vocabulary has 0 lines; the first two must be <pad> and <unk>.")]
    [InlineData("<pad>\n", "The vocabulary has 1 lines; the first two must be <pad> and <unk>.")]
    [InlineData("<unk>\n<pad>\n", "Line 1 of the vocabulary must be <pad>.")]
    [InlineData("<pad>\nfilm\n", "Line 2 of the vocabulary must be <unk>.")]
    [InlineData("<pad>\n<unk>\na\n\nb\n", "Line 4 of the vocabulary is empty or has white space in it.")]
    [InlineData("<pad>\n<unk>\na b\n", "Line 3 of the vocabulary is empty or has white space in it.")]
    [InlineData("<pad>\n<unk>\na\nb\na\n", "Line 5 of the vocabulary repeats line 3.")]
    public void Read_BrokenFile_IsRefusedWithItsLine(string content, string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));

        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Vocabulary.Read(stream)).Message);
    }

    [Fact]
    public void Read_InvalidUtf8_IsRefused()
    {
        using var stream = new MemoryStream([.. "<pad>\n<unk>\n"u8, 0xFF, (byte)'\n']);

        Assert.Equal("The vocabulary is not valid UTF-8.", Assert.Throws<InvalidDataException>(() => Vocabulary.Read(stream)).Message);
    }

    private static int Sum(Vocabulary vocabulary, int times)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum += vocabulary.IdOf("film") + vocabulary.IdOf("1,000.5") + vocabulary.IdOf("films");
        }

        return sum;
    }
}
