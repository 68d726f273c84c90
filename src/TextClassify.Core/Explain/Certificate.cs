namespace TextClassify.Explain;

/// <summary>How far the scores of an explanation are from what they must add up to.</summary>
/// <param name="Expected">What the scores must sum to.</param>
/// <param name="Sum">What they sum to.</param>
/// <param name="Tolerance">The largest residual that counts as agreement.</param>
public sealed record Certificate(double Expected, double Sum, double Tolerance)
{
    // n terms summed in float err by at most n eps sum|e| (Higham 2002, 4.2), 256 x 6e-8 = 1.5e-5 at the token limit;
    // the floor is the agreement the product states for any text.
    private const double Relative = 1e-5;
    private const double Floor = 1e-4;
    private const double IntegralRelative = 1e-3;

    /// <summary><see cref="Sum"/> minus <see cref="Expected"/>.</summary>
    public double Residual => Sum - Expected;

    /// <summary>True when the deadline passed before the method was done.</summary>
    public bool Interrupted { get; init; }

    /// <summary>True when |residual| is within the tolerance and the method was done; false also for a residual that is not a
    /// number.</summary>
    public bool Converged => !Interrupted && Math.Abs(Residual) <= Tolerance;

    /// <summary>For scores that equal the expected sum but for rounding: the tolerance is 1e-4, or 1e-5 of sum |score| where that is
    /// more.</summary>
    public static Certificate Exact(double expected, ReadOnlySpan<float> scores)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            sum += score;
        }

        return new Certificate(expected, sum, Math.Max(Floor, Relative * TensorPrimitives.SumOfMagnitudes(scores)));
    }

    /// <summary>For scores from a quadrature: the tolerance is 1e-4, or 1e-3 of |expected| where that is more.</summary>
    public static Certificate Integral(double expected, double sum) =>
        new(expected, sum, Math.Max(Floor, IntegralRelative * Math.Abs(expected)));
}
