using CsCheck;
using TextClassify.HiddenStates.Maps;

namespace TextClassify.UnitTests.HiddenStates.Maps;

public sealed class StateCodesTests
{
    [Fact]
    public void Write_AnyStates_AreWithinHalfAStep() => Gen.Float[-1, 1].Array[12].Sample(states =>
    {
        float[] scales = new float[4], read = new float[12];
        sbyte[] codes = new sbyte[12];

        StateCodes.Write(states, scales, codes);
        StateCodes.Read(codes, scales, read);

        Assert.All(Enumerable.Range(0, 12), i => Assert.InRange(Math.Abs(states[i] - read[i]), 0, (0.5001f * scales[i % 4]) + 1e-7f));
    });

    [Fact]
    public void Write_UnitThatIsAlwaysZero_ReadsAsZero()
    {
        float[] scales = new float[2], read = new float[4];
        sbyte[] codes = new sbyte[4];

        StateCodes.Write([0, 2, 0, -1], scales, codes);
        StateCodes.Read(codes, scales, read);

        Assert.Equal([0, 127, 0, -64], codes);
        Assert.Equal([0, 2, 0, -64 * 2 / 127f], read);
    }
}
