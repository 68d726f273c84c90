using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Rows;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Rows;

public sealed class TableStartTests
{
    private static readonly WordVectors Vectors = new(["the", "cat"], 2, [1, 2, 3, 4]);

    [Fact]
    public void Create_WithVectors_TakesThemAndLeavesPaddingZero()
    {
        var start = TableStart.Create(new Vocabulary(["<pad>", "<unk>", "cat", "dog"]), Vectors, width: 2, new Random(1));

        Assert.Equal(1, start.VectorRows);
        Assert.Equal([0f, 0f], start.Table.Row(0).ToArray());
        Assert.Equal([3f, 4f], start.Table.Row(2).ToArray());
        Assert.NotEqual([0f, 0f], start.Table.Row(3).ToArray());
    }

    [Fact]
    public void Create_OtherWidth_NamesBoth()
    {
        var exception = Assert.Throws<DataException>(
            () => TableStart.Create(new Vocabulary(["<pad>", "<unk>"]), Vectors, width: 3, new Random(1)));

        Assert.Contains("2 numbers", exception.Message, StringComparison.Ordinal);
        Assert.Contains("3", exception.Message, StringComparison.Ordinal);
    }
}
