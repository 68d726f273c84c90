using TextClassify.Numerics;

namespace TextClassify.UnitTests.Numerics;

public sealed class EntropyTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public void Of_EvenDistribution_IsLogOfTheClasses(int classes)
    {
        float[] even = new float[classes];
        Array.Fill(even, 1f / classes);

        Assert.Equal(MathF.Log(classes), Entropy.Of(even), 1e-6f);
        Assert.Equal(1, Entropy.Normalised(even), 1e-6f);
    }

    [Fact]
    public void Of_CertainAnswer_IsZero() => Assert.Equal(0, Entropy.Of([0, 1, 0]));

    [Fact]
    public void Of_NaN_IsNotHidden() => Assert.True(float.IsNaN(Entropy.Of([float.NaN, 1])));

    [Fact]
    public void Normalised_OneClass_IsZero() => Assert.Equal(0, Entropy.Normalised([1]));

    [Fact]
    public void WriteRows_TwoRows_OneEntropyEach()
    {
        float[] entropies = new float[2];

        Entropy.WriteRows([1, 0, 0.5f, 0.5f], entropies);

        Assert.Equal([0, MathF.Log(2)], entropies);
    }
}
