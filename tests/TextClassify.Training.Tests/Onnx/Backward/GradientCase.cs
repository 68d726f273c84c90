using Microsoft.ML.OnnxRuntime;
using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Backward;
using TextClassify.Training.Onnx.Schema;

namespace TextClassify.Training.Tests.Onnx.Backward;

/// <summary>A padded batch of points of a small net, and its gradients by each of the implementations that must agree.</summary>
internal sealed class GradientCase
{
    // Padding that is not zero must not be seen.
    private const double Padding = 0.7;

    public GradientCase(CellKind cell, TensorKind tensor, int seed)
    {
        var random = new Random(seed);
        Options = Shapes.Net(cell, tensor);
        Weights = RandomWeights.Create(Options, seed);
        Texts = [.. Shapes.Lengths.Select(
            length => Enumerable.Range(0, length).Select(_ => Vector(random, Options.EmbeddingWidth)).ToArray())];
        Targets = [.. Texts.Select(_ => Vector(random, RandomWeights.Classes))];
    }

    public CrnnOptions Options { get; }

    public WeightTable Weights { get; }

    /// <summary>[row][time][unit].</summary>
    public double[][][] Texts { get; }

    /// <summary>w, [row][class].</summary>
    public double[][] Targets { get; }

    public int Time => Texts.Max(text => text.Length);

    /// <summary>[B,T,D] by the graph in single or in double precision.</summary>
    public double[] OfGraph(TensorProto.Types.DataType real)
    {
        using var run = new GraphRun(CrnnBackwardGraph.Build(Options, Weights, real));
        double[] padded = Padded(), targets = [.. Targets.SelectMany(w => w)];
        long[] shape = [Texts.Length, Time, Options.EmbeddingWidth], classes = [Texts.Length, RandomWeights.Classes];
        using var lengths = GraphRun.Longs([.. Texts.Select(text => (long)text.Length)], Texts.Length);
        if (real is TensorProto.Types.DataType.Double)
        {
            using OrtValue points = GraphRun.Doubles(padded, shape), weights = GraphRun.Doubles(targets, classes);
            return run.Run<double>(
                ExplainGraph.Gradients,
                (ExplainGraph.Embeddings, points),
                (ExplainGraph.Lengths, lengths),
                (ExplainGraph.TargetWeights, weights)).Values;
        }

        using OrtValue single = GraphRun.Floats(Array.ConvertAll(padded, x => (float)x), shape),
            weight = GraphRun.Floats(Array.ConvertAll(targets, x => (float)x), classes);
        float[] values = run.Run(
            ExplainGraph.Gradients,
            (ExplainGraph.Embeddings, single),
            (ExplainGraph.Lengths, lengths),
            (ExplainGraph.TargetWeights, weight)).Values;
        return Array.ConvertAll(values, value => (double)value);
    }

    /// <summary>[B,T,D] by hand; zero beyond a text's length.</summary>
    public double[] OfReference()
    {
        var reference = new CrnnGradientReference(Options, Weights);
        double[] gradients = new double[Texts.Length * Time * Options.EmbeddingWidth];
        for (int row = 0; row < Texts.Length; row++)
        {
            reference.Gradient(Texts[row], Targets[row]).SelectMany(x => x).ToArray().CopyTo(
                gradients, row * Time * Options.EmbeddingWidth);
        }

        return gradients;
    }

    /// <summary>[B,T,D], padded with what must not be seen.</summary>
    public double[] Padded()
    {
        double[] padded = new double[Texts.Length * Time * Options.EmbeddingWidth];
        Array.Fill(padded, Padding);
        for (int row = 0; row < Texts.Length; row++)
        {
            Texts[row].SelectMany(x => x).ToArray().CopyTo(padded, row * Time * Options.EmbeddingWidth);
        }

        return padded;
    }

    /// <summary>||a - b|| / ||b||.</summary>
    public static double RelativeError(double[] actual, double[] expected) =>
        Math.Sqrt(actual.Zip(expected, (a, b) => (a - b) * (a - b)).Sum() / expected.Sum(b => b * b));

    private static double[] Vector(Random random, int width) =>
        [.. Enumerable.Range(0, width).Select(_ => (random.NextDouble() - 0.5) * 1.6)];
}
