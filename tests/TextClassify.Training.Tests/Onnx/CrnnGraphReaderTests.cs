using Google.Protobuf;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Tests.Onnx;

public sealed class CrnnGraphReaderTests
{
    private static readonly CrnnOptions Net = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_WrittenGraph_GivesItsWeightsBack(bool linear)
    {
        var weights = EmbeddingTable.Round(linear ? RandomWeights.CreateLinear(Net, seed: 3) : RandomWeights.Create(Net, seed: 3));

        var read = Read(weights, Graph(weights), Net);

        Assert.NotNull(read);
        Assert.Equal(weights.Names.Order(), read.Names.Order());
        Assert.All(weights.All, weight =>
        {
            Assert.Equal(weight.Shape, read[weight.Name].Shape);
            Assert.Equal(weight.Values, read[weight.Name].Values);
        });
    }

    [Fact]
    public void Read_OtherShape_GivesNothing()
    {
        var weights = EmbeddingTable.Round(RandomWeights.Create(Net, seed: 3));

        Assert.Null(Read(weights, Graph(weights), Net with { StateWidth = Net.StateWidth + 1 }));
        Assert.Null(Read(weights, Graph(weights), Net with { Cell = CellKind.Gru }));
        Assert.Null(Read(weights, [1, 2, 3], Net));
    }

    private static byte[] Graph(WeightTable weights) => CrnnGraph.Build(Net, weights).ToByteArray();

    private static WeightTable? Read(WeightTable weights, byte[] graph, CrnnOptions net)
    {
        var table = LinearTerm.Table(weights);
        return CrnnGraphReader.Read(graph, net, table.Values, table.Shape[0], weights["output.bias"].Shape[0]);
    }
}
