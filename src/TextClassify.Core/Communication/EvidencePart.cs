namespace TextClassify.Communication;

/// <summary>
/// What one source says for a merged answer: all of its tokens in R (2 + C) numbers. With token t's score a and value
/// <c>&lt;W[r,c], v[t]&gt;</c> of aspect r,
/// <code>
/// M[r]   = max over t of a[t,r]
/// s[r]   = sum over t of exp(a[t,r] - M[r])
/// L[r,c] = sum over t of exp(a[t,r] - M[r]) &lt;W[r,c], v[t]&gt;
/// </code>
/// A source without tokens has peaks of minus infinity and sums of 0, and adds nothing.
/// </summary>
public readonly ref struct EvidencePart
{
    /// <param name="numbers">Peaks, sums and values one behind the other, <see cref="EvidenceShape.Length"/> of them.</param>
    /// <param name="shape">R and C.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers.</exception>
    public EvidencePart(Span<float> numbers, EvidenceShape shape)
    {
        if (numbers.Length != shape.Length)
        {
            throw new ArgumentException($"A part of {shape.Aspects} aspects and {shape.Classes} classes has {shape.Length} numbers.");
        }

        Peaks = numbers[..shape.Aspects];
        Sums = numbers.Slice(shape.Aspects, shape.Aspects);
        Values = numbers[(2 * shape.Aspects)..];
    }

    /// <summary>M, [R].</summary>
    public Span<float> Peaks { get; }

    /// <summary>s, [R].</summary>
    public Span<float> Sums { get; }

    /// <summary>L, [R,C].</summary>
    public Span<float> Values { get; }
}
