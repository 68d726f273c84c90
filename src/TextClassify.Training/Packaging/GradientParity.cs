namespace TextClassify.Training.Packaging;

/// <summary>Whether the backward graph gives the gradients of the net.</summary>
/// <param name="Texts">Development texts compared.</param>
/// <param name="TextError">Largest |g - a| / |a| of a text: g by the graph and a by libtorch's autograd, both in double precision.</param>
/// <param name="DirectionError">The same of the slopes along random directions, of all a text's directions together.</param>
/// <param name="SingleError">Largest |s - a| / |a|, s by the graph as it ships, in single precision.</param>
internal sealed record GradientParity(int Texts, double TextError, double DirectionError, double SingleError)
{
    /// <summary>Of double precision; wider means another derivative.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>Of single precision: what a certificate allows. It grows with the steps: 1.1e-4 at 1,024 tokens.</summary>
    public const double SingleTolerance = 1e-3;

    public bool Holds => TextError <= Tolerance && DirectionError <= Tolerance && SingleError <= SingleTolerance;

    /// <exception cref="DataException">The graph gives other gradients than the net.</exception>
    public void ThrowIfApart()
    {
        if (!Holds)
        {
            throw new DataException(
                $"The backward graph is {TextError:G3} away from the net's gradients ({DirectionError:G3} along random directions, "
                + $"limit {Tolerance:G3}; {SingleError:G3} in single precision, limit {SingleTolerance:G3}).");
        }
    }
}
