using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsCheck;
using TextClassify.Training.Data;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class WordVectorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWriteWrote_IsTheSameBits() =>
        Gen.Select(Gen.Float[-9f, 9f].Array[3], Gen.Float[-9f, 9f].Array[3], Gen.Bool).Sample(
            (first, second, zipped) =>
            {
                string path = PathOf("v.bin");
                WordVectorsFile.Write(path, new WordVectors(["film", "映画"], 3, [.. first, .. second]));
                path = zipped ? Zip(path) : path;

                var read = WordVectors.Read(path);

                Assert.Equal(["film", "映画"], read.Words);
                Assert.Equal(3, read.Width);
                Assert.True(read.TryGet("映画", out var vector) && vector.SequenceEqual(second));
                Assert.True(read[0].SequenceEqual(first));
                Assert.False(read.TryGet("none", out _));
            },
            iter: 50,
            threads: 1);

    [Theory]
    [InlineData("2 3\nfilm 1 2 3\ngood -0.5 1e-3 3\n")] // word2vec
    [InlineData("2 3\nfilm 1 2 3 \ngood -0.5 1e-3 3 \n")] // word2vec leaves a space at the end
    [InlineData("film 1 2 3\ngood -0.5 1e-3 3")] // GloVe
    public void Read_Text_GivesItsVectors(string content)
    {
        var vectors = WordVectors.Read(Save("v.txt", Encoding.UTF8.GetBytes(content)));

        Assert.Equal(["film", "good"], vectors.Words);
        Assert.True(vectors.TryGet("good", out var vector) && vector.SequenceEqual([-0.5f, 1e-3f, 3f]));
    }

    [Fact]
    public void Read_GloveWordWithSpaces_KeepsIt()
    {
        var vectors = WordVectors.Read(Save("v.txt", "film 1 2\n. . . 3 4\n"u8));

        Assert.Equal(["film", ". . ."], vectors.Words);
    }

    [Fact]
    public void Read_BinaryWithoutLineBreaks_IsRead()
    {
        var vectors = WordVectors.Read(Save("v.bin", [.. "2 1\na "u8, 0, 0, 128, 63, .. "b "u8, 0, 0, 0, 64]));

        Assert.Equal(["a", "b"], vectors.Words);
        Assert.Equal(2f, vectors[1][0]);
    }

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("film\n", "line 1 has no numbers.")]
    [InlineData("film 1 2\ngood 1\n", "line 2 has fewer than 2 numbers.")]
    [InlineData("film 1 2\ngood 1 x\n", "line 2 has a field that is no number.")]
    [InlineData("film 1 2\nfilm 1 2\n", "word 2 is a repetition.")]
    [InlineData("film 1 NaN\n", "the vector of word 1 has a number that is not finite.")]
    [InlineData("3 2\nfilm 1 2\n", "it has 1 words where line 1 says 3.")]
    [InlineData("1 2\nfilm 1 2\n\n", "line 3 has fewer than 2 numbers.")]
    public void Read_BrokenText_IsRefusedInOneSentence(string content, string reason) =>
        AssertRefused(Save("v.txt", Encoding.UTF8.GetBytes(content)), reason);

    [Fact]
    public void Read_BrokenBinary_IsRefusedInOneSentence()
    {
        AssertRefused(Save("v.bin", "film"u8), "its first line gives no count.");
        AssertRefused(Save("v.bin", "2 0\n"u8), "its first line gives no width.");
        AssertRefused(Save("v.bin", [.. "2 1\na "u8, 0, 0, 128, 63, (byte)'\n']), "it ends or goes astray at word 2 of 2.");
        AssertRefused(Save("v.bin", [.. "1 1\na "u8, 0, 0, 128]), "it ends in the vector of word 1 of 1.");
        AssertRefused(Save("v.bin", [.. "1 1\na "u8, 0, 0, 128, 63, (byte)'\n', (byte)'x']), "bytes follow the last of its 1 words.");
        AssertRefused(Save("v.bin", [.. "1 1\na "u8, 0, 0, 192, 127]), "the vector of word 1 has a number that is not finite.");
        AssertRefused(Save("v.bin", [.. "1 1\n"u8, 0xFF, (byte)' ', 0, 0, 128, 63]), "word 1 is not valid UTF-8.");
        AssertRefused(Save("v.bin", "2000000000 300\nword "u8), "it ends in the vector of word 1 of 2000000000.");
    }

    [Fact]
    public void Read_NoFile_SaysSo()
    {
        string path = PathOf("none.bin");

        Assert.Equal($"There is no file {path}.", Assert.Throws<DataException>(() => WordVectors.Read(path)).Message);
    }

    private static void AssertRefused(string path, string reason) => Assert.Equal(
        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)} is no file of word vectors: {reason}"),
        Assert.Throws<DataException>(() => WordVectors.Read(path)).Message);

    private static string Zip(string path)
    {
        string zipped = path + ".gz";
        using var stream = new GZipStream(File.Create(zipped), CompressionLevel.Fastest);
        stream.Write(File.ReadAllBytes(path));
        return zipped;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private string Save(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }
}
