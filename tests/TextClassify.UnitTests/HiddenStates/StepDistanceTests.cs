using TextClassify.HiddenStates;

namespace TextClassify.UnitTests.HiddenStates;

public sealed class StepDistanceTests
{
    private static readonly float[] States = [0, 0, 3, 4, 3, 4, 0, 8];

    [Fact]
    public void Write_ForwardStates_IsTheDistanceToTheStateBefore()
    {
        float[] distances = new float[4];

        StepDistance.Write(States, 2, backward: false, distances);

        Assert.Equal([0, 5, 0, 5], distances);
    }

    [Fact]
    public void Write_BackwardStates_IsTheDistanceToTheStateAfter()
    {
        float[] distances = new float[4];

        StepDistance.Write(States, 2, backward: true, distances);

        Assert.Equal([5, 0, 5, 0], distances);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Write_OneState_IsZero(bool backward)
    {
        float[] distances = [7];

        StepDistance.Write([1, 2], 2, backward, distances);

        Assert.Equal([0], distances);
    }

    [Fact]
    public void Write_NoState_WritesNothing() => StepDistance.Write([], 2, backward: false, []);

    [Fact]
    public void Write_StatesThatDoNotFit_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => StepDistance.Write([1, 2, 3], 2, backward: false, new float[2]));
}
