using static TorchSharp.torch;

namespace TextClassify.Training.Nets;

/// <summary>
/// Sums of tensors with a factor that outlives the call (<see cref="Scalars"/>): the operators make one, and on a busy machine a
/// run died of its being freed under the native call ("Expected false to be true").
/// </summary>
internal static class TensorSums
{
    public static Tensor Plus(this Tensor left, Tensor right) => left.add(right, Scalars.One);

    public static Tensor Minus(this Tensor left, Tensor right) => left.add(right, Scalars.MinusOne);
}
