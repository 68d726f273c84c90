using Google.Protobuf;
using TextClassify.Training.Onnx;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Tests.Onnx;

public sealed class GraphBuilderTests
{
    private const int Rows = 40;
    private const int Columns = 50;

    /// <summary>A weight that half precision holds takes half the bytes; with one number that it can't hold, it is whole.</summary>
    [Theory]
    [InlineData(0f, true)]
    [InlineData(0.1f, false)]
    public void Weight_NumbersThatHalfPrecisionHolds_AreWrittenSo(float added, bool halved)
    {
        float[] matrix = [.. Enumerable.Range(0, Rows * Columns).Select(i => ((i * 37 % 101) - 50) / 64f)];
        matrix[7] += added;
        float[] row = [.. Enumerable.Range(0, Rows).Select(i => (i % 5) - 2f)];
        var graph = new GraphBuilder("product");
        graph.Output("y", graph.MatMul(graph.Input("x", DataType.Float, "1", "40"), graph.Weight("w", [Rows, Columns], matrix)), "1", "50");
        var model = graph.Build();
        using var run = new GraphRun(model);

        float[] product = run.Run("y", ("x", GraphRun.Floats(row, 1, Rows))).Values;

        Assert.Equal(halved ? 2 : 4, model.ToByteArray().Length / (Rows * Columns));
        for (int column = 0; column < Columns; column++)
        {
            double sum = Enumerable.Range(0, Rows).Sum(i => (double)row[i] * matrix[(i * Columns) + column]);
            Assert.Equal(sum, product[column], 1e-4);
        }
    }

    /// <summary>A backward pass asks for its forward's weights again.</summary>
    [Fact]
    public void Weight_AskedForTwice_IsThereOnce()
    {
        float[] halves = new float[2_000];
        var graph = new GraphBuilder("twice");

        var first = graph.Weight("w", [40, 50], halves);
        var second = graph.Weight("w", [40, 50], halves);

        Assert.Equal(first, second);
        Assert.Single(graph.Build().Graph.Initializer);
        Assert.Single(graph.Build().Graph.Node);
    }
}
