using TorchSharp;
using static TorchSharp.torch;

namespace TextClassify.Training.Nets;

/// <summary>
/// Arithmetic whose numbers outlive the native call (<see cref="Scalars"/>). The operators, and Tensor.square(), make numbers that may be
/// freed under it: on busy machines runs died of "Expected false to be true". ScalarLifetimeTests keeps them out of this assembly.
/// </summary>
internal static class TensorArithmetic
{
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, Scalars.One);

    public static Tensor Minus(this Tensor left, Tensor right) => left.add(right, Scalars.MinusOne);

    public static Tensor Plus(this Tensor values, double addend)
    {
        using Scalar scalar = addend;
        return values.add(scalar, Scalars.One);
    }

    public static Tensor Times(this Tensor values, double factor)
    {
        using Scalar scalar = factor;
        return values.mul(scalar);
    }

    public static Tensor Over(this Tensor values, double divisor)
    {
        using Scalar scalar = divisor;
        return values.div(scalar);
    }

    /// <summary>In place.</summary>
    public static void FillWith(this Tensor values, double value)
    {
        using Scalar scalar = value;
        values.fill_(scalar);
    }

    public static Tensor Squared(this Tensor values) => values.mul(values);
}
