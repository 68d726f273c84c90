using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Nets;

public sealed class WeightFileTests
{
    private static readonly Weight[] Two = [new("a", [2, 3], [1, 2, 3, float.NaN, -0f, 6]), new("b.c", [1], [float.MaxValue])];

    [Fact]
    public void Read_WhatWasWritten_HasTheSameBits()
    {
        var table = WeightFile.Read(new MemoryStream(Bytes(Two)));

        Assert.Equal(["a", "b.c"], table.Names);
        foreach (var weight in Two)
        {
            Assert.Equal(weight.Shape, table[weight.Name].Shape);
            Assert.Equal(
                weight.Values.Select(BitConverter.SingleToInt32Bits), table[weight.Name].Values.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [Fact]
    public void Read_CutAnywhere_Refuses()
    {
        byte[] bytes = Bytes(Two);

        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => WeightFile.Read(new MemoryStream(bytes[..length])));
        }
    }

    [Fact]
    public void Read_BytesBehindTheEnd_Refuses() =>
        Assert.Throws<InvalidDataException>(() => WeightFile.Read(new MemoryStream([.. Bytes(Two), 0])));

    [Fact]
    public void Read_ForgedSize_RefusesWithoutAllocating()
    {
        byte[] bytes = Bytes([new("a", [1], [1])]);
        bytes.AsSpan(22, 4).Fill(0x1f); // magic 8, format 4, count 4, name 2, rank 4

        Assert.Throws<InvalidDataException>(() => WeightFile.Read(new MemoryStream(bytes)));
    }

    private static byte[] Bytes(Weight[] weights)
    {
        using var stream = new MemoryStream();
        WeightFile.Write(new WeightTable(weights), stream);

        return stream.ToArray();
    }
}
