using System.Numerics;
using System.Runtime.InteropServices;

namespace TextClassify.Training.Steps;

/// <summary>One AdamW update (Loshchilov and Hutter 2019) of a run of values, on plain spans so that its state is plain arrays.</summary>
internal static class AdamKernel
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    /// <param name="values">Changed in place.</param>
    /// <param name="first">Running mean of the gradient.</param>
    /// <param name="second">Running mean of its square.</param>
    /// <param name="gradient">Before clipping.</param>
    /// <param name="scale">What clipping multiplies the gradient by.</param>
    /// <param name="step">Updates of these values, this one included; from 1.</param>
    /// <param name="rate">Step size.</param>
    /// <param name="decay">Decoupled weight decay.</param>
    public static void Update(
        Span<float> values,
        Span<float> first,
        Span<float> second,
        ReadOnlySpan<float> gradient,
        float scale,
        int step,
        float rate,
        float decay)
    {
        float keep = 1 - (rate * decay);
        float firstRate = rate / (1 - MathF.Pow(Beta1, step));
        float secondFactor = 1 / (1 - MathF.Pow(Beta2, step));
        int whole = values.Length - (values.Length % Vector<float>.Count);
        var v = MemoryMarshal.Cast<float, Vector<float>>(values[..whole]);
        var m = MemoryMarshal.Cast<float, Vector<float>>(first[..whole]);
        var s = MemoryMarshal.Cast<float, Vector<float>>(second[..whole]);
        var g = MemoryMarshal.Cast<float, Vector<float>>(gradient[..whole]);
        for (int i = 0; i < v.Length; i++)
        {
            var slope = g[i] * scale;
            m[i] = (m[i] * Beta1) + (slope * (1 - Beta1));
            s[i] = (s[i] * Beta2) + (slope * slope * (1 - Beta2));
            v[i] = (v[i] * keep) - (m[i] * firstRate / (Vector.SquareRoot(s[i] * secondFactor) + new Vector<float>(Epsilon)));
        }

        for (int i = whole; i < values.Length; i++)
        {
            float slope = gradient[i] * scale;
            first[i] = (first[i] * Beta1) + (slope * (1 - Beta1));
            second[i] = (second[i] * Beta2) + (slope * slope * (1 - Beta2));
            values[i] = (values[i] * keep) - (first[i] * firstRate / (MathF.Sqrt(second[i] * secondFactor) + Epsilon));
        }
    }
}
