using TextClassify.Training.Nets;
using TorchSharp;
using static TextClassify.Training.Onnx.Schema.TensorProto.Types;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Onnx.Backward;

/// <summary>
/// One function, four implementations: autograd, the graph over the runtime's recurrent operator, the graph over explicit steps, and C#
/// by hand.
/// </summary>
public sealed class ImplementationInvarianceTests
{
    /// <summary>Of a gradient in double precision; what is left is the order of the sums.</summary>
    private const double DoubleTolerance = 1e-12;

    private const double SingleTolerance = 1e-6;

    [Theory]
    [MemberData(nameof(CrnnGraphTests.Kinds), MemberType = typeof(CrnnGraphTests))]
    public void Gradient_EveryImplementation_IsTheSame(CellKind cell, TensorKind tensor)
    {
        var given = new GradientCase(cell, tensor, seed: 101);
        double[] byHand = given.OfReference();

        Assert.InRange(GradientCase.RelativeError(Autograd(given), byHand), 0, DoubleTolerance);
        Assert.InRange(GradientCase.RelativeError(given.OfGraph(DataType.Double), byHand), 0, DoubleTolerance);
        Assert.InRange(GradientCase.RelativeError(given.OfGraph(DataType.Float), byHand), 0, SingleTolerance);
    }

    [Theory]
    [MemberData(nameof(CrnnGraphTests.Kinds), MemberType = typeof(CrnnGraphTests))]
    public void Gradient_RandomDirections_AreTheCentralDifferences(CellKind cell, TensorKind tensor)
    {
        // The error of a central difference is h^2/6 of the third derivative and eps/h of the value: near 1e-9 here.
        const double H = 1e-5;
        var given = new GradientCase(cell, tensor, seed: 102);
        var net = new CrnnReference(given.Options, given.Weights);
        double[] gradients = given.OfGraph(DataType.Double);
        var random = new Random(103);
        for (int row = 0; row < given.Texts.Length; row++)
        {
            double[][] text = given.Texts[row];
            double[][] direction = [.. text.Select(x => x.Select(_ => random.NextDouble() - 0.5).ToArray())];
            double slope = direction.SelectMany(x => x).Select(
                (d, i) => d * gradients[(row * given.Time * given.Options.EmbeddingWidth) + i]).Sum();

            double difference = (At(H) - At(-H)) / (2 * H);

            Assert.Equal(slope, difference, 1e-6 * Math.Max(1, Math.Abs(slope)));

            double At(double h)
            {
                double[][] x = [.. text.Zip(direction, (point, d) => point.Zip(d, (a, b) => a + (h * b)).ToArray())];
                double[] logits = net.Logits(net.WordWeights(x), net.Words(net.States(x, ""), net.States(x, "_reverse")));
                return logits.Zip(given.Targets[row], (z, w) => z * w).Sum();
            }
        }
    }

    /// <summary>[B,T,D] by libtorch in double precision.</summary>
    private static double[] Autograd(GradientCase given)
    {
        using var scope = NewDisposeScope();
        using var net = new Crnn(given.Options, RandomWeights.Classes);
        net.Load(given.Weights);
        net.to(ScalarType.Float64);
        int rows = given.Texts.Length, time = given.Time;
        var batch = new TokenBatch(new int[rows * time], [.. given.Texts.Select(text => text.Length)], time);
        var mask = zeros(rows, time, 1, ScalarType.Float64);
        for (int row = 0; row < rows; row++)
        {
            mask[row].narrow(0, 0, given.Texts[row].Length).FillWith(1);
        }

        var points = tensor(given.Padded(), [rows, time, given.Options.EmbeddingWidth]).requires_grad_(true);
        var logits = net.Logits((points * mask).transpose(0, 1), batch).Logits;
        (logits * tensor(given.Targets.SelectMany(w => w).ToArray(), [rows, RandomWeights.Classes])).sum().backward();
        return [.. points.grad!.data<double>()];
    }
}
