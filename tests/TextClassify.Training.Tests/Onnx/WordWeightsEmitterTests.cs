using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Tests.Onnx;

public sealed class WordWeightsEmitterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1, 3, 5)]
    [InlineData(5, 1, 3)]
    [InlineData(5, 1, 7)]
    public void Emit_AnyWindows_GivesTheConvolutionsOfEachTextAlone(params int[] windows)
    {
        var options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank) with { Windows = windows };
        var weights = RandomWeights.Create(options, seed: 71);
        var reference = new CrnnReference(options, weights);
        int[][] texts = Shapes.Texts(seed: 73);
        int time = texts.Max(text => text.Length), width = options.EmbeddingWidth;

        var graph = new GraphBuilder("word-weights");
        var x = graph.Input("x", TensorProto.Types.DataType.Float, "time", "batch", "6");
        var mask = graph.Input("mask", TensorProto.Types.DataType.Bool, "batch", "time");
        graph.Output("weights", WordWeightsEmitter.Emit(graph, weights, windows, x, mask), "batch", "2", "time");
        using var run = new GraphRun(graph.Build());

        float[] values = new float[time * texts.Length * width];
        bool[] present = new bool[texts.Length * time];
        Array.Fill(values, 9f);
        for (int row = 0; row < texts.Length; row++)
        {
            double[][] embedded = reference.Embed(texts[row]);
            for (int t = 0; t < texts[row].Length; t++)
            {
                present[(row * time) + t] = true;
                embedded[t].Select(value => (float)value).ToArray().CopyTo(values, ((t * texts.Length) + row) * width);
            }
        }

        using var xs = GraphRun.Floats(values, time, texts.Length, width);
        using var masks = GraphRun.Bools(present, texts.Length, time);
        float[][] actual = [.. run.Run("weights", ("x", xs), ("mask", masks)).Values.Chunk(time)];

        for (int row = 0; row < texts.Length; row++)
        {
            double[][] expected = reference.WordWeights(reference.Embed(texts[row]));
            for (int i = 0; i < expected.Length; i++)
            {
                var pairs = expected[i].Zip(actual[(row * expected.Length) + i]);
                Assert.All(pairs, pair => Assert.Equal(pair.First, pair.Second, 2e-5));
            }
        }
    }
}
