using TorchSharp;

namespace TextClassify.Training.Nets;

/// <summary>
/// Numbers that outlive the calls they are given to. TorchSharp makes an object of a plain number beside a tensor, and its finalizer may
/// free that while the native call still reads it (0.107; its pull request 1434 is open): once in many runs a step fails with "Unknown
/// scalar type".
/// </summary>
internal static class Scalars
{
    public static readonly Scalar Zero = 0;
    public static readonly Scalar One = 1;
    public static readonly Scalar MinusOne = -1;
    public static readonly Scalar NegativeInfinity = float.NegativeInfinity;
}
