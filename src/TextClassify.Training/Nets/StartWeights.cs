using static TorchSharp.torch;

namespace TextClassify.Training.Nets;

/// <summary>Torch's own starting weights, drawn from a generator of the caller's: its own functions draw from the process's.</summary>
internal static class StartWeights
{
    /// <summary>Uniform after Glorot and Bengio (2010); of a convolution [H,D,w] every tap counts as an input and an output.</summary>
    public static void Glorot(Tensor weight, Generator? random)
    {
        using var frozen = no_grad();
        long taps = weight.numel() / (weight.size(0) * weight.size(1));
        double range = Math.Sqrt(6.0 / ((weight.size(0) + weight.size(1)) * taps));
        weight.uniform_(-range, range, random);
    }

    /// <summary>Columns of length 1 at right angles (Saxe et al. 2014), of a matrix at least as high as wide.</summary>
    public static void Orthogonal(Tensor weight, Generator? random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weight.size(0), weight.size(1));
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var (q, r) = linalg.qr(empty_like(weight).normal_(0, 1, random));
        weight.copy_(q * r.diag().sign());
    }
}
