using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Checking;

/// <summary>
/// Whether this machine computes a net rightly: one step in single precision against the same in double precision, whose kernels are
/// others, and against itself. A library that is wrong on one kind of processor gives a model that is wrong, or a loss that is no number
/// after an hour.
/// </summary>
internal static class StepCheck
{
    /// <summary>
    /// Largest error of any value, in shares of its norm. Sound steps of the shipped shapes stay below 2e-4; the fault this was made for
    /// gives 0.1 to 0.7.
    /// </summary>
    public const double Tolerance = 1e-2;

    /// <summary>What a gradient is held against at least, in shares of the largest gradient of its kind.</summary>
    private const double LeastGradient = 1e-3;

    // Some wrong kernels are right most of the time.
    private const int Repeats = 3;

    /// <summary>The library that was wrong obeys it.</summary>
    private const string Way = "setting ONEDNN_MAX_CPU_ISA=AVX2 in the environment, or another machine, may help";

    /// <param name="net">About to be trained; no weight is changed, and none of the run's random numbers is drawn.</param>
    /// <param name="copy">Another of the same shape; it becomes the net in double precision.</param>
    /// <param name="loss">Of a forward pass without dropout, in the precision of the net it is given.</param>
    /// <param name="time">Measures what the check costs.</param>
    /// <exception cref="StepFaultException">A value is wrong; the message names its layer.</exception>
    public static StepCheckReport Run<TNet>(TNet net, TNet copy, Func<TNet, Tensor> loss, TimeProvider time)
        where TNet : NamedNet
    {
        long began = time.GetTimestamp();
        copy.ToDouble();
        Copy(net, copy);
        var right = StepTrace.Of(copy, loss);
        var first = StepTrace.Of(net, loss);
        var worst = ThrowIfApart(first, right);
        for (int i = 1; i < Repeats; i++)
        {
            ThrowIfOther(StepTrace.Of(net, loss), first);
        }

        return new StepCheckReport(time.GetElapsedTime(began), worst.Error, $"{worst.Value.Kind} of {worst.Value.Layer}");
    }

    private static void Copy(NamedNet from, NamedNet to)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var frozen = TorchSharp.torch.no_grad();
        foreach (var (source, target) in from.Weights.Zip(to.Weights))
        {
            target.Value.copy_(source.Value);
        }
    }

    private static (double Error, StepValue Value) ThrowIfApart(StepTrace single, StepTrace right)
    {
        var norms = right.Values
            .GroupBy(value => value.Kind)
            .ToDictionary(kind => kind.Key, kind => kind.Max(value => TensorPrimitives.Norm<double>(value.Numbers)));
        (double Error, StepValue Value) worst = (-1, single.Values[0]);
        foreach (var (actual, expected) in single.Values.Zip(right.Values))
        {
            double norm = TensorPrimitives.Norm<double>(expected.Numbers);
            norm = expected.IsGradient ? Math.Max(norm, LeastGradient * norms[expected.Kind]) : norm;
            double distance = TensorPrimitives.Distance<double>(actual.Numbers, expected.Numbers);
            double error = distance == 0 ? 0 : distance / norm;
            if (!(error <= Tolerance))
            {
                throw new StepFaultException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"This machine computes the layer '{actual.Layer}' wrongly: its {actual.Kind} is {error:G2} of its size away "
                    + $"from the same step in double precision (limit {Tolerance}); nothing was trained, and {Way}."));
            }

            worst = error > worst.Error ? (error, actual) : worst;
        }

        return worst;
    }

    private static void ThrowIfOther(StepTrace again, StepTrace first)
    {
        foreach (var (actual, expected) in again.Values.Zip(first.Values))
        {
            if (!actual.Numbers.AsSpan().SequenceEqual(expected.Numbers))
            {
                throw new StepFaultException(
                    $"This machine computes the layer '{actual.Layer}' otherwise each time: its {actual.Kind} differs between two "
                    + $"runs of the same step; nothing was trained, and {Way}.");
            }
        }
    }
}

/// <summary>A sound check.</summary>
/// <param name="Elapsed">What it cost.</param>
/// <param name="Error">The largest, in shares of the value's norm.</param>
/// <param name="Where">Of which value.</param>
internal sealed record StepCheckReport(TimeSpan Elapsed, double Error, string Where);

/// <summary>This machine computes a net wrongly; the message is one sentence for the user.</summary>
internal sealed class StepFaultException(string message) : Exception(message);
