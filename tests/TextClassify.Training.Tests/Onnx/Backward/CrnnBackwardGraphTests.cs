using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Backward;

namespace TextClassify.Training.Tests.Onnx.Backward;

public sealed class CrnnBackwardGraphTests
{
    [Theory]
    [MemberData(nameof(CrnnGraphTests.Kinds), MemberType = typeof(CrnnGraphTests))]
    public void Build_PaddedBatch_GivesTheDerivativeOfEachTextAlone(CellKind cell, TensorKind tensor)
    {
        var options = Shapes.Net(cell, tensor);
        var weights = RandomWeights.Create(options, seed: 71);
        var reference = new CrnnReference(options, weights);
        double[][][] texts = [.. Shapes.Texts(seed: 72).Select(text => reference.Embed(text))];
        double[][] targets = [.. texts.Select((_, row) => new double[] { 1, -0.5 * row, 0.25 })];

        var (gradients, logits) = Run(options, weights, texts, targets);

        int time = texts.Max(text => text.Length), width = options.EmbeddingWidth;
        for (int row = 0; row < texts.Length; row++)
        {
            double[] expectedLogits = Logits(reference, texts[row]);
            for (int label = 0; label < RandomWeights.Classes; label++)
            {
                Assert.Equal(expectedLogits[label], logits[(row * RandomWeights.Classes) + label], 2e-5);
            }

            for (int i = 0; i < time * width; i++)
            {
                double expected = i / width < texts[row].Length ? Difference(reference, texts[row], targets[row], i / width, i % width) : 0;
                Assert.Equal(expected, gradients[(row * time * width) + i], 2e-5);
            }
        }
    }

    [Fact]
    public void Build_Outputs_AreTheDeclaredOnes()
    {
        var options = Shapes.Net(CellKind.Lstm, TensorKind.LowRank);
        using var run = new GraphRun(CrnnBackwardGraph.Build(options, RandomWeights.Create(options, seed: 73)));

        Assert.Equal([ExplainGraph.Logits, ExplainGraph.Gradients], run.OutputNames);
    }

    private static (float[] Gradients, float[] Logits) Run(
        CrnnOptions options, WeightTable weights, double[][][] texts, double[][] targets)
    {
        int rows = texts.Length, time = texts.Max(text => text.Length), width = options.EmbeddingWidth;
        float[] padded = new float[rows * time * width];

        // Padding that is not zero must not be seen.
        Array.Fill(padded, 0.7f);
        for (int row = 0; row < rows; row++)
        {
            texts[row].SelectMany(x => x).Select(value => (float)value).ToArray().CopyTo(padded, row * time * width);
        }

        using var run = new GraphRun(CrnnBackwardGraph.Build(options, weights));
        using var embeddings = GraphRun.Floats(padded, rows, time, width);
        using var lengths = GraphRun.Longs([.. texts.Select(text => (long)text.Length)], rows);
        using var target = GraphRun.Floats([.. targets.SelectMany(w => w).Select(w => (float)w)], rows, RandomWeights.Classes);
        (string, Microsoft.ML.OnnxRuntime.OrtValue)[] inputs =
            [(ExplainGraph.Embeddings, embeddings), (ExplainGraph.Lengths, lengths), (ExplainGraph.TargetWeights, target)];
        return (run.Run(ExplainGraph.Gradients, inputs).Values, run.Run(ExplainGraph.Logits, inputs).Values);
    }

    /// <summary>Central difference in double precision: error of order h^2, near 1e-8 here.</summary>
    private static double Difference(CrnnReference reference, double[][] x, double[] target, int step, int unit)
    {
        const double H = 1e-4;
        double value = x[step][unit];
        double At(double offset)
        {
            x[step][unit] = value + offset;
            return Logits(reference, x).Zip(target, (z, w) => z * w).Sum();
        }

        double difference = (At(H) - At(-H)) / (2 * H);
        x[step][unit] = value;
        return difference;
    }

    private static double[] Logits(CrnnReference reference, double[][] x) =>
        reference.Logits(reference.WordWeights(x), reference.Words(reference.States(x, ""), reference.States(x, "_reverse")));
}
