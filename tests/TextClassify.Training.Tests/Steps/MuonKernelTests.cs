using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Steps;

public sealed class MuonKernelTests
{
    // Jordan's iteration ends within these, not at 1; bfloat16 adds a hundredth.
    private const float Least = 0.65f, Most = 1.25f;

    [Theory]
    [InlineData(24, 40)]
    [InlineData(40, 24)]
    [InlineData(32, 32)]
    public void Nearest_AnyShape_KeepsDirectionsAndEvensTheirLengths(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator();
        random.manual_seed(3);
        var (left, _) = linalg.qr(empty(rows, 16).normal_(0, 1, random));
        var (right, _) = linalg.qr(empty(columns, 16).normal_(0, 1, random));
        var lengths = linspace(1, 8, 16, dtype: ScalarType.Float32);

        var nearest = MuonKernel.Nearest((left * lengths).matmul(right.t()));

        Assert.Equal([rows, columns], nearest.shape);
        var turned = left.t().matmul(nearest).matmul(right);
        Assert.All(turned.diagonal().data<float>(), length => Assert.InRange(length, Least, Most));
        Assert.InRange((turned - turned.diagonal().diag()).abs().max().item<float>(), 0, 0.05f);
    }

    [Fact]
    public void Update_GradientOfAnyLength_MovesAsFar()
    {
        float[] gradient = [.. Enumerable.Range(0, 20 * 30).Select(i => MathF.Sin(i * i))];

        float[] moved = Moved(gradient, scale: 1), fromSmall = Moved([.. gradient.Select(slope => slope / 1_000)], scale: 1);

        Assert.InRange(RootMeanSquare(moved), 0.01f * 0.2f * 0.5f, 0.01f * 0.2f * Most);
        Assert.All(moved.Zip(fromSmall), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        Assert.InRange(moved.Zip(gradient).Sum(pair => pair.First * pair.Second), -1e3f, -1e-3f);
    }

    [Fact]
    public void Update_SecondStep_RemembersTheFirst()
    {
        using var scope = NewDisposeScope();
        float[] momentum = new float[256], gradient = [.. Enumerable.Range(0, 256).Select(i => MathF.Cos(i * i))];
        var matrix = zeros(16, 16);

        MuonKernel.Update(matrix, momentum, gradient, scale: 0.5f, rate: 0.01f, decay: 0);
        MuonKernel.Update(matrix, momentum, gradient, scale: 0.5f, rate: 0.01f, decay: 0);

        Assert.All(momentum.Zip(gradient), pair => Assert.Equal(0.5f * 1.95f * pair.Second, pair.First, 1e-6f));
    }

    [Fact]
    public void Update_Decay_ShrinksTheMatrix()
    {
        using var scope = NewDisposeScope();
        var (plain, decayed) = (ones(16, 16), ones(16, 16));
        float[] gradient = [.. Enumerable.Range(0, 256).Select(i => MathF.Cos(i * i))];

        MuonKernel.Update(plain, new float[256], gradient, scale: 1, rate: 0.01f, decay: 0);
        MuonKernel.Update(decayed, new float[256], gradient, scale: 1, rate: 0.01f, decay: 0.5f);

        Assert.All((plain - decayed).data<float>(), gap => Assert.Equal(0.005f, gap, 1e-5f));
    }

    [Theory]
    [InlineData("layer0.gates.join", 192, 960, true)]
    [InlineData("layer0.weight_hh_l0", 2048, 512, true)]
    [InlineData("layer0.gates.mix", 4, 4, false)]
    [InlineData("embedding.weight", 85, 64, false)]
    [InlineData("output.weight", 85, 480, false)]
    public void Suits_Weight_IsAMatrixOfARecurrentLayer(string name, int rows, int columns, bool suits)
    {
        using var weight = zeros(rows, columns);

        Assert.Equal(suits, MuonKernel.Suits(name, weight));
    }

    private static float[] Moved(float[] gradient, float scale)
    {
        using var scope = NewDisposeScope();
        var matrix = zeros(20, 30);
        MuonKernel.Update(matrix, new float[gradient.Length], gradient, scale, rate: 0.01f, decay: 0);
        return [.. matrix.data<float>()];
    }

    private static float RootMeanSquare(float[] values) => MathF.Sqrt(values.Sum(value => value * value) / values.Length);
}
