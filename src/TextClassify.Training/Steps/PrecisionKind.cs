using TextClassify.Training.Native;

namespace TextClassify.Training.Steps;

/// <summary>What the passes of training compute in; weights, updates and measurements are in single precision always.</summary>
internal enum PrecisionKind
{
    Single,

    /// <summary>Eight bits of precision and the range of single precision, where the processor multiplies such numbers.</summary>
    Bfloat16,
}

internal static class Precision
{
    /// <summary>Said where bfloat16 was asked for in vain.</summary>
    public const string Missing =
        "This processor multiplies no bfloat16: training computes in single precision, which takes two to three times as long.";

    /// <summary>Whether it is asked for, and this processor is faster with it.</summary>
    public static bool IsBFloat16Here(this PrecisionKind kind) => kind is PrecisionKind.Bfloat16 && VectorInstructions.HasBFloat16;

    /// <summary>
    /// What an LSTM's state width must be a multiple of. In bfloat16 Torch trains with oneDNN's LSTM, which (libtorch 2.10) reads memory
    /// that nobody wrote where the width is odd: mostly that changes no bit, and now and then the gradients are no numbers.
    /// </summary>
    public static int LstmWidthStep(this PrecisionKind kind) => kind is PrecisionKind.Bfloat16 ? 2 : 1;

    /// <summary>Before libtorch is loaded. Gives what the user is told.</summary>
    public static IReadOnlyList<string> Prepare(this PrecisionKind kind)
    {
        if (kind.IsBFloat16Here())
        {
            VectorInstructions.UseBFloat16();
        }

        return kind is PrecisionKind.Bfloat16 && !kind.IsBFloat16Here() ? [Missing] : [];
    }
}
