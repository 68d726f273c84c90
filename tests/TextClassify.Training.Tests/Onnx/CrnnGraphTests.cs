using Google.Protobuf;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;

namespace TextClassify.Training.Tests.Onnx;

public sealed class CrnnGraphTests
{
    // Single precision against double over some hundred additions of values near 1.
    private const double Tolerance = 2e-5;

    public static TheoryData<CellKind, TensorKind> Kinds => new()
    {
        { CellKind.Lstm, TensorKind.LowRank },
        { CellKind.Lstm, TensorKind.Full },
        { CellKind.Gru, TensorKind.LowRank },
        { CellKind.Gru, TensorKind.Full },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_PaddedBatch_GivesTheEquationsOfEachTextAlone(CellKind cell, TensorKind tensor)
    {
        var options = Shapes.Net(cell, tensor);
        var weights = EmbeddingTable.Round(RandomWeights.Create(options, seed: 11));
        var reference = new CrnnReference(options, weights);
        int[][] texts = Shapes.Texts(seed: 12);
        int time = texts.Max(text => text.Length);
        using var run = Start(options, weights);

        for (int row = 0; row < texts.Length; row++)
        {
            double[][] x = reference.Embed(texts[row]);
            double[][] f = reference.States(x, ""), b = reference.States(x, "_reverse");
            double[][] v = reference.Words(f, b), a = reference.WordWeights(x);

            AssertClose([reference.Logits(a, v)], Row(ForwardGraph.Logits, RandomWeights.Classes, 1), Tolerance);
            AssertClose(f, Row(ForwardGraph.ForwardStates, options.StateWidth, time), Tolerance);
            AssertClose(b, Row(ForwardGraph.BackwardStates, options.StateWidth, time), Tolerance);
            AssertClose(v, Row(ForwardGraph.WordStates, options.WordWidth, time), Tolerance);
            AssertClose(a, Row(ForwardGraph.WordWeights, time, options.Aspects), Tolerance);
            AssertClose(reference.Evidence(a, v), Row(ForwardGraph.Evidence, RandomWeights.Classes, time), Tolerance);
            AssertClose(reference.LocalLogits(v), Row(ForwardGraph.LocalLogits, RandomWeights.Classes, time), Tolerance);

            float[][] Row(string output, int width, int rows) =>
                [.. Run(run, output, texts).Values.Chunk(width).Skip(row * rows).Take(rows)];
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_PaddedBatch_EqualsEachTextAlone(CellKind cell, TensorKind tensor)
    {
        var options = Shapes.Net(cell, tensor);
        int[][] texts = Shapes.Texts(seed: 21);
        using var run = Start(options, RandomWeights.Create(options, seed: 22));

        float[] together = Run(run, ForwardGraph.Logits, texts).Values;
        float[] alone = [.. texts.SelectMany(text => Run(run, ForwardGraph.Logits, [text]).Values)];

        Assert.All(together.Zip(alone), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_Evidence_SumsToTheLogitsAndIsZeroAtPadding(CellKind cell, TensorKind tensor)
    {
        var options = Shapes.Net(cell, tensor);
        int[][] texts = Shapes.Texts(seed: 31);
        using var run = Start(options, RandomWeights.Create(options, seed: 32));

        float[] logits = Run(run, ForwardGraph.Logits, texts).Values;
        float[] bias = Run(run, ForwardGraph.Bias, texts).Values;
        var (evidence, shape) = Run(run, ForwardGraph.Evidence, texts);
        int time = (int)shape[1], classes = (int)shape[2];

        for (int row = 0; row < texts.Length; row++)
        {
            float[][] steps = [.. evidence.Chunk(classes).Skip(row * time).Take(time)];
            for (int label = 0; label < classes; label++)
            {
                double sum = bias[label] + steps.Sum(step => (double)step[label]);
                Assert.Equal(logits[(row * classes) + label], sum, 1e-5);
            }

            Assert.All(steps.Skip(texts[row].Length), step => Assert.All(step, value => Assert.Equal(0f, value)));
        }
    }

    // The runtime's softmax takes another path where a row fills its vector registers.
    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(133)]
    public void Build_WordWeights_AreZeroAtPadding(int longest)
    {
        var options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
        int[][] texts = [[5], [.. Enumerable.Range(0, longest).Select(t => t % RandomWeights.Vocabulary)], [7, 8]];
        using var run = Start(options, RandomWeights.Create(options, seed: 42));

        var (values, shape) = Run(run, ForwardGraph.WordWeights, texts);

        float[][] rows = [.. values.Chunk((int)shape[2])];
        for (int i = 0; i < rows.Length; i++)
        {
            int length = texts[i / options.Aspects].Length;
            Assert.All(rows[i].Skip(length), weight => Assert.Equal(0f, weight));
            Assert.Equal(1, rows[i].Sum(), 1e-5);
        }
    }

    [Fact]
    public void Build_Outputs_AreTheDeclaredOnes()
    {
        var options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
        using var run = Start(options, RandomWeights.Create(options, seed: 51));

        Assert.Equal(
            [
                ForwardGraph.Logits, ForwardGraph.Evidence, ForwardGraph.WordWeights, ForwardGraph.ForwardStates,
                ForwardGraph.BackwardStates, ForwardGraph.WordStates, ForwardGraph.LocalLogits, ForwardGraph.Bias,
            ],
            run.OutputNames);
    }

    [Fact]
    public void Build_Twice_GivesTheSameBytes()
    {
        var options = Shapes.Net(CellKind.Gru, TensorKind.Full);

        byte[] first = CrnnGraph.Build(options, RandomWeights.Create(options, seed: 61)).ToByteArray();
        byte[] second = CrnnGraph.Build(options, RandomWeights.Create(options, seed: 61)).ToByteArray();

        Assert.Equal(first, second);
    }

    private static GraphRun Start(CrnnOptions options, WeightTable weights) => new(CrnnGraph.Build(options, weights), folder =>
    {
        using var file = File.Create(Path.Combine(folder, ModelManifest.EmbeddingFile));
        EmbeddingTable.Write(weights, file);
    });

    private static (float[] Values, long[] Shape) Run(GraphRun run, string output, int[][] texts)
    {
        long rows = texts.Length, time = texts.Max(text => text.Length);
        using var ids = GraphRun.Longs(Shapes.Pad(texts), rows, time);
        using var lengths = GraphRun.Longs([.. texts.Select(text => (long)text.Length)], rows);
        return run.Run(output, (ForwardGraph.TokenIds, ids), (ForwardGraph.Lengths, lengths));
    }

    /// <summary>Compares what the text covers; the actual rows and columns may go on into padding.</summary>
    private static void AssertClose(double[][] expected, float[][] actual, double tolerance)
    {
        for (int row = 0; row < expected.Length; row++)
        {
            for (int column = 0; column < expected[row].Length; column++)
            {
                Assert.Equal(expected[row][column], actual[row][column], tolerance);
            }
        }
    }
}
