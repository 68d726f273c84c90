using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Nets;

/// <summary>
/// No net may call a convolution of libtorch: its oneDNN gives wrong sums and NaN on some processors (docs/decisions.md).
/// </summary>
public sealed class ConvolutionReferencesTests
{
    [Fact]
    public void Of_Training_FindsNone() => Assert.Empty(ConvolutionReferences.Of(typeof(Crnn).Assembly.Location));

    /// <summary>These tests call one, to compare with in double precision.</summary>
    [Fact]
    public void Of_TheseTests_FindsTheirs() =>
        Assert.Equal(["conv1d"], ConvolutionReferences.Of(typeof(ConvolutionReferencesTests).Assembly.Location));
}
