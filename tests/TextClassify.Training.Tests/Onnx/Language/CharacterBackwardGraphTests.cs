using Microsoft.ML.OnnxRuntime;
using TextClassify.Models;
using TextClassify.Models.Language;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx.Language;
using TextClassify.Training.Packaging;
using static TextClassify.Training.Tests.Onnx.Language.SmallCharacterNet;
using static TorchSharp.torch;
using DataType = TextClassify.Training.Onnx.Schema.TensorProto.Types.DataType;

namespace TextClassify.Training.Tests.Onnx.Language;

/// <summary>
/// The backward graph of a multi-zone language model against autograd in double precision, and against differences of its own logits.
/// </summary>
public sealed class CharacterBackwardGraphTests
{
    private const int Time = 9;
    private const double Zoneout = 0.25;

    private static readonly long[] Lengths = [9, 1, 4];

    [Theory]
    [MemberData(nameof(SmallCharacterNet.All), MemberType = typeof(SmallCharacterNet))]
    public void Build_DoublePrecision_IsAutograds(CompositionKind composition, bool layerNorm, int layers)
    {
        var points = Points(Options(composition, layerNorm, layers), seed: 1);

        var (gradients, logits) = points.OfGraph();
        var (expected, expectedLogits) = points.OfTorch();

        Assert.InRange(GradientCheck.Error(logits, expectedLogits), 0, 1e-6);
        for (int row = 0; row < Lengths.Length; row++)
        {
            double[] own = gradients[Case.PlaceOf(row)], right = expected[Case.PlaceOf(row)];
            Assert.InRange(GradientCheck.Error(own, right), 0, GradientParity.Tolerance);
            Assert.InRange(GradientCheck.Error(Case.Slopes(own), Case.Slopes(right)), 0, GradientParity.Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(SmallCharacterNet.All), MemberType = typeof(SmallCharacterNet))]
    public void Build_BeyondALength_IsExactlyZero(CompositionKind composition, bool layerNorm, int layers)
    {
        var points = Points(Options(composition, layerNorm, layers), seed: 2);

        double[] gradients = points.OfGraph().Gradients;

        for (int row = 0; row < Lengths.Length; row++)
        {
            Assert.All(gradients[Case.PlaceOf(row).End..((row + 1) * Time * EmbeddingWidth)], value => Assert.Equal(0, value));
        }
    }

    /// <summary>Without Torch: a step of 1e-4 either way along one coordinate at a time, an error of order 1e-8.</summary>
    [Theory]
    [InlineData(CompositionKind.Attention)]
    [InlineData(CompositionKind.Routing)]
    [InlineData(CompositionKind.Mixing)]
    public void Build_Coordinate_IsTheDifferenceOfTheLogits(CompositionKind composition)
    {
        const double Step = 1e-4;
        var points = Points(Options(composition, layerNorm: true, layers: 2), seed: 3);
        double[] gradients = points.OfGraph().Gradients;

        foreach (int coordinate in (int[])[0, 7, 31, (3 * EmbeddingWidth) + 2, (8 * EmbeddingWidth) + 5])
        {
            double value = points.Embeddings[coordinate];
            points.Embeddings[coordinate] = value + Step;
            double ahead = points.Objective(row: 0);
            points.Embeddings[coordinate] = value - Step;
            double behind = points.Objective(row: 0);
            points.Embeddings[coordinate] = value;

            Assert.Equal((ahead - behind) / (2 * Step), gradients[coordinate], 1e-6 * Math.Max(1, Math.Abs(gradients[coordinate])));
        }
    }

    [Fact]
    public void Build_SinglePrecision_IsTheSameGraph()
    {
        var options = Options(CompositionKind.Attention, layerNorm: true, layers: 1);
        var weights = Net(options).ToWeightTable();

        var single = CharacterBackwardGraph.Build(options, weights, Zoneout).Graph;
        var twice = CharacterBackwardGraph.Build(options, weights, Zoneout, DataType.Double).Graph;

        Assert.Equal(single.Node.Select(node => node.Name), twice.Node.Select(node => node.Name));
        Assert.Equal([ExplainGraph.Logits, ExplainGraph.Gradients], single.Output.Select(output => output.Name));

        // The loops read the weights of the graph around them, so each stands in the file once.
        Assert.All(single.Node.Where(node => node.OpType == "Scan"), scan => Assert.DoesNotContain(
            scan.Attribute.Single(attribute => attribute.Name == "body").G.Initializer,
            weight => weight.DataType == (int)DataType.Float && weight.Dims.Count > 0));
    }

    private static Case Points(CharacterNetOptions options, int seed)
    {
        var random = new Random(seed);
        using var scope = NewDisposeScope();
        return new Case(
            options,
            Net(options).ToWeightTable(),
            Draw(Lengths.Length * Time * EmbeddingWidth),
            Draw(Lengths.Length * Characters),
            Draw(options.Layers * Lengths.Length * StateWidth));

        // Padding is drawn like all else and must not be seen.
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    /// <param name="Options">The net's.</param>
    /// <param name="Weights">Its weights.</param>
    /// <param name="Embeddings">[B,T,D].</param>
    /// <param name="Targets">[B,V].</param>
    /// <param name="State">[L,B,H].</param>
    private sealed record Case(CharacterNetOptions Options, WeightTable Weights, double[] Embeddings, double[] Targets, double[] State)
    {
        private static readonly long[] Shape = [Lengths.Length, Time, EmbeddingWidth];
        private static readonly long[] Classes = [Lengths.Length, Characters];

        public static Range PlaceOf(int row) =>
            (row * Time * EmbeddingWidth)..((row * Time * EmbeddingWidth) + ((int)Lengths[row] * EmbeddingWidth));

        public (double[] Gradients, double[] Logits) OfGraph()
        {
            using var run = new GraphRun(CharacterBackwardGraph.Build(Options, Weights, Zoneout, DataType.Double));
            using OrtValue points = GraphRun.Doubles(Embeddings, Shape), lengths = GraphRun.Longs(Lengths, Lengths.Length),
                targets = GraphRun.Doubles(Targets, Classes), state = GraphRun.Doubles(State, Options.Layers, Lengths.Length, StateWidth);
            (string, OrtValue)[] inputs =
            [
                (ExplainGraph.Embeddings, points),
                (ExplainGraph.Lengths, lengths),
                (ExplainGraph.TargetWeights, targets),
                (LanguageGraph.State, state),
            ];
            return (run.Run<double>(ExplainGraph.Gradients, inputs).Values, run.Run<double>(ExplainGraph.Logits, inputs).Values);
        }

        public (double[] Gradients, double[] Logits) OfTorch()
        {
            using var scope = NewDisposeScope();
            var net = new CharacterNet(Options, Characters);
            net.Load(Weights);
            net.ToDouble();
            var points = tensor(Embeddings, Shape).requires_grad_(true);
            Tensor[] state = [.. tensor(State, [Options.Layers, Lengths.Length, StateWidth]).unbind(0)];
            var all = net.FromEmbeddings(points.transpose(0, 1), state, new CharacterDropout(0, 0, Zoneout), training: false).Logits;
            var logits = stack([.. Lengths.Select((length, row) => all[length - 1, row])], 0);
            (logits * tensor(Targets, Classes)).sum().backward();
            return ([.. points.grad!.data<double>()], [.. logits.detach().data<double>()]);
        }

        /// <summary>sum_v w_v z_v of a row, by the graph.</summary>
        public double Objective(int row) => OfGraph().Logits.Zip(Targets, (z, w) => z * w).Skip(row * Characters).Take(Characters).Sum();

        /// <summary>Along eight random directions.</summary>
        public static double[] Slopes(double[] gradient)
        {
            var random = new Random(5);
            return [.. Enumerable.Range(0, 8).Select(_ => gradient.Sum(value => value * (random.NextDouble() - 0.5)))];
        }
    }
}
