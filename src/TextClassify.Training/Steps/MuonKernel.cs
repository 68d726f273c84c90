using TextClassify.Training.Native;
using static TorchSharp.torch;

namespace TextClassify.Training.Steps;

/// <summary>
/// Muon (Jordan et al. 2024, https://kellerjordan.github.io/posts/muon): a matrix moves by the orthogonal matrix nearest to its running
/// gradient, so that no direction of it waits for a few strong ones. A step is as long as Adam's mostly are (Liu et al. 2025, section 2.2),
/// and takes the same rates.
/// </summary>
internal static class MuonKernel
{
    private const float Keep = 0.95f;
    private const double Length = 0.2;
    private const int Rounds = 5;
    private const int LeastSide = 16;

    // Jordan's quintic: it brings singular values above some hundredth of the norm into 0.7 to 1.2 in five rounds, not to 1.
    private const float A = 3.4445f, B = -4.775f, C = 2.0315f;

    /// <summary>Whether a weight is a matrix of a recurrent layer. Tables, outputs, gains and mixes of zones aren't.</summary>
    public static bool Suits(string name, Tensor weight) =>
        name.StartsWith("layer", StringComparison.Ordinal) && weight.dim() == 2 && Math.Min(weight.size(0), weight.size(1)) >= LeastSide;

    /// <param name="matrix">[m,n]; changed in place.</param>
    /// <param name="momentum">Running sum of the gradient, m n values.</param>
    /// <param name="gradient">Before clipping, m n values.</param>
    /// <param name="scale">What clipping multiplies the gradient by.</param>
    /// <param name="rate">The step's root mean square is about a fifth of it.</param>
    /// <param name="decay">Decoupled weight decay.</param>
    public static void Update(Tensor matrix, Span<float> momentum, ReadOnlySpan<float> gradient, float scale, float rate, float decay)
    {
        float[] ahead = new float[momentum.Length];
        for (int i = 0; i < ahead.Length; i++)
        {
            float slope = gradient[i] * scale;
            momentum[i] = (momentum[i] * Keep) + slope;
            ahead[i] = (momentum[i] * Keep) + slope;
        }

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        double step = rate * Length * Math.Sqrt(Math.Max(matrix.size(0), matrix.size(1)));
        var direction = Nearest(tensor(ahead, matrix.shape));
        matrix.copy_(matrix.Times(1 - (rate * decay)).Minus(direction.Times(step)));
    }

    /// <summary>
    /// About U V' of a matrix U S V', the orthogonal one nearest to it: singular values of 0.7 to 1.2, less where S has under some
    /// hundredth of its norm.
    /// </summary>
    public static Tensor Nearest(Tensor matrix)
    {
        bool isHigh = matrix.size(0) > matrix.size(1);
        var x = isHigh ? matrix.t() : matrix;
        x = (x / x.norm().Plus(1e-12)).to(VectorInstructions.HasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);
        for (int round = 0; round < Rounds; round++)
        {
            var square = x.matmul(x.t());
            x = x.addmm(square.addmm(square, square, B, C), x, A, 1);
        }

        x = x.to(ScalarType.Float32);
        return isHigh ? x.t() : x;
    }
}
