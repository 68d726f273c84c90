namespace TextClassify.HiddenStates.Maps;

/// <summary>States as one signed byte a unit: code x scale of the unit, with the unit's largest magnitude at 127.</summary>
internal static class StateCodes
{
    private const float Largest = 127;

    /// <param name="states">[N, W].</param>
    /// <param name="scales">Receives [W]; 1 for a unit that is always 0.</param>
    /// <param name="codes">Receives [N, W].</param>
    public static void Write(ReadOnlySpan<float> states, Span<float> scales, Span<sbyte> codes)
    {
        int width = scales.Length;
        scales.Clear();
        for (int start = 0; start < states.Length; start += width)
        {
            TensorPrimitives.MaxMagnitude(scales, states.Slice(start, width), scales);
        }

        for (int unit = 0; unit < width; unit++)
        {
            float largest = Math.Abs(scales[unit]);
            scales[unit] = largest > 0 ? largest / Largest : 1;
        }

        for (int i = 0; i < states.Length; i++)
        {
            codes[i] = (sbyte)Math.Clamp(MathF.Round(states[i] / scales[i % width]), -Largest, Largest);
        }
    }

    /// <param name="codes">[N, W].</param>
    /// <param name="scales">[W].</param>
    /// <param name="states">Receives [N, W].</param>
    public static void Read(ReadOnlySpan<sbyte> codes, ReadOnlySpan<float> scales, Span<float> states)
    {
        for (int start = 0; start < codes.Length; start += scales.Length)
        {
            TensorPrimitives.ConvertTruncating(codes.Slice(start, scales.Length), states.Slice(start, scales.Length));
            TensorPrimitives.Multiply(states.Slice(start, scales.Length), scales, states.Slice(start, scales.Length));
        }
    }
}
