using Google.Protobuf;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Tests.Onnx;

public sealed class CrnnGraphReaderTests
{
    private static readonly CrnnOptions Net = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Read_WrittenGraph_GivesItsWeightsBack(bool linear, bool inBytes)
    {
        var weights = EmbeddingTable.Round(
            linear ? RandomWeights.CreateLinear(Net, seed: 3) : RandomWeights.Create(Net, seed: 3), inBytes);

        var read = Read(weights, Graph(weights), Net, inBytes);

        Assert.NotNull(read);
        Assert.Equal(weights.Names.Where(name => name != EmbeddingTable.Scales).Order(), read.Names.Order());
        Assert.All(read.All, weight =>
        {
            Assert.Equal(weights[weight.Name].Shape, weight.Shape);
            Assert.Equal(weights[weight.Name].Values, weight.Values);
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

    /// <summary>A small package's matrices stand in its graphs as halves, and come back as the numbers that they are.</summary>
    [Fact]
    public void Read_MatricesInHalves_GivesThemBack()
    {
        var net = Net with { EmbeddingWidth = 24, StateWidth = 16 };
        var all = RandomWeights.Create(net, seed: 3);
        var weights = EmbeddingTable.Round(HalfMatrices.Round(all));
        byte[] graph = CrnnGraph.Build(net, weights).ToByteArray();

        var read = Read(weights, graph, net);

        Assert.Contains(
            ModelProto.Parser.ParseFrom(graph).Graph.Initializer,
            tensor => tensor.Name == "rnn.input" + GraphBuilder.HalfSuffix && tensor.DataType == (int)TensorProto.Types.DataType.Float16);
        Assert.NotNull(read);
        Assert.All(read.All, weight => Assert.Equal(weights[weight.Name].Values, weight.Values));
        Assert.Equal(all["output.bias"].Values, weights["output.bias"].Values);
        Assert.NotEqual(all["output.weight"].Values, weights["output.weight"].Values);
    }

    private static byte[] Graph(WeightTable weights) => CrnnGraph.Build(Net, weights).ToByteArray();

    private static WeightTable? Read(WeightTable weights, byte[] graph, CrnnOptions net, bool inBytes = false)
    {
        var table = LinearTerm.Table(weights);
        return CrnnGraphReader.Read(graph, net, table.Values, table.Shape[0], weights["output.bias"].Shape[0], inBytes);
    }
}
