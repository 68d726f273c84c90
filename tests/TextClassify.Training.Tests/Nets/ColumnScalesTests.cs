using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Nets;

public sealed class ColumnScalesTests
{
    private const int Width = 5;

    [Fact]
    public void Round_AnyTable_IsWithinHalfAStepOfEachColumn()
    {
        float[] values = Values();
        float[] scales = ColumnScales.Of(values, Width);

        float[] rounded = ColumnScales.Round(values, scales);

        Assert.All(values.Index(), value =>
            Assert.InRange(Math.Abs(rounded[value.Index] - value.Item), 0, scales[value.Index % Width] * 0.5001));
    }

    [Fact]
    public void Round_Twice_ChangesNothingMore()
    {
        float[] once = ColumnScales.Round(Values(), ColumnScales.Of(Values(), Width));

        float[] twice = ColumnScales.Round(once, ColumnScales.Of(once, Width));

        Assert.Equal(once, twice, (a, b) => Math.Abs(a - b) <= 1e-6f * Math.Abs(a));
    }

    [Fact]
    public void Of_ColumnOfZeros_StaysZero() => Assert.Equal([0, 0], ColumnScales.Round([0, 0], ColumnScales.Of([0, 0], width: 2)));

    [Fact]
    public void Of_LargestValue_IsTheLargestByte()
    {
        float scale = ColumnScales.Of([-2.54f, 1], width: 1)[0];

        Assert.Equal(0.02f, scale, 1e-6f);
        Assert.Equal((sbyte)-127, ColumnScales.ToByte(-2.54f, scale));
        Assert.Equal((sbyte)50, ColumnScales.ToByte(1, scale));
    }

    /// <summary>Columns of sizes far apart.</summary>
    private static float[] Values()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 40 * Width).Select(i => (float)((random.NextDouble() - 0.5) * Math.Pow(10, i % Width - 2)))];
    }
}
