namespace TextClassify.Training.Nets;

/// <summary>
/// A table in signed bytes. Every column has its own scale, its largest magnitude over 127, since a linear term's columns are of another
/// size than the embedding's. What rounding loses is about a hundredth of an embedding's spread.
/// </summary>
internal static class ColumnScales
{
    private const int Largest = 127;

    /// <param name="values">[V,D].</param>
    /// <param name="width">D.</param>
    /// <returns>[D], 0 for a column of zeros.</returns>
    public static float[] Of(ReadOnlySpan<float> values, int width)
    {
        float[] scales = new float[width];
        for (int i = 0; i < values.Length; i++)
        {
            scales[i % width] = Math.Max(scales[i % width], Math.Abs(values[i]));
        }

        for (int i = 0; i < width; i++)
        {
            scales[i] /= Largest;
        }

        return scales;
    }

    public static sbyte ToByte(float value, float scale) =>
        scale == 0 ? (sbyte)0 : (sbyte)Math.Clamp(MathF.Round(value / scale), -Largest, Largest);

    /// <summary>What the bytes stand for, [V,D].</summary>
    public static float[] Round(ReadOnlySpan<float> values, ReadOnlySpan<float> scales)
    {
        float[] rounded = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float scale = scales[i % scales.Length];
            rounded[i] = ToByte(values[i], scale) * scale;
        }

        return rounded;
    }
}
