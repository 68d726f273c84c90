using System.Runtime.InteropServices;
using TextClassify.Forward;

namespace TextClassify.UnitTests.Forward;

public sealed class EmbeddingRowsTests
{
    private static readonly float[] Table = [0, 0, 0, 1.5f, -2, 0.25f];

    public static readonly TheoryData<string?, byte[]> Files = new()
    {
        { null, Bytes<Half>([.. Table.Select(value => (Half)value)]) },
        { EmbeddingShape.SinglePrecision, Bytes<float>(Table) },
        { EmbeddingShape.BytePrecision, [.. Bytes<float>([0.5f, 0.25f, 0.125f]), .. Bytes<sbyte>([0, 0, 0, 3, -8, 2])] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Write_Ids_GivesTheirRowsInOrder(string? precision, byte[] file)
    {
        var rows = EmbeddingRows.Read(new MemoryStream(file), new(Rows: 2, Width: 3) { Precision = precision });
        float[] embeddings = new float[9];

        rows.Write([1, 0, 1], embeddings);

        Assert.Equal([1.5f, -2, 0.25f, 0, 0, 0, 1.5f, -2, 0.25f], embeddings);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Bytes_EveryPrecision_IsTheLengthOfTheFile(string? precision, byte[] file) =>
        Assert.Equal(file.Length, new EmbeddingShape(Rows: 2, Width: 3) { Precision = precision }.Bytes);

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_ShortStream_Throws(string? precision, byte[] file) => Assert.Throws<EndOfStreamException>(
        () => EmbeddingRows.Read(new MemoryStream(file), new(Rows: 3, Width: 3) { Precision = precision }));

    private static byte[] Bytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}
