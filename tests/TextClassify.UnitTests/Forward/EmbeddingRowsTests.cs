using System.Runtime.InteropServices;
using TextClassify.Forward;

namespace TextClassify.UnitTests.Forward;

public sealed class EmbeddingRowsTests
{
    private static readonly Half[] Table = [(Half)0, (Half)0, (Half)0, (Half)1.5, (Half)(-2), (Half)0.25];

    [Fact]
    public void Write_Ids_GivesTheirRowsInOrder()
    {
        var rows = EmbeddingRows.Read(Stream(), rows: 2, width: 3);
        float[] embeddings = new float[9];

        rows.Write([1, 0, 1], embeddings);

        Assert.Equal([1.5f, -2, 0.25f, 0, 0, 0, 1.5f, -2, 0.25f], embeddings);
    }

    [Fact]
    public void Read_ShortStream_Throws() => Assert.Throws<EndOfStreamException>(() => EmbeddingRows.Read(Stream(), rows: 3, width: 3));

    private static MemoryStream Stream() => new(MemoryMarshal.AsBytes(Table.AsSpan()).ToArray());
}
