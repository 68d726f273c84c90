using System.Buffers.Binary;
using CsCheck;
using TextClassify.HiddenStates;

namespace TextClassify.UnitTests.HiddenStates;

public sealed class VectorPackingTests
{
    // 1.0 is 0x3F800000 as a 32-bit and 0x3C00 as a 16-bit IEEE number; the low byte comes first.
    [Fact]
    public void ToBase64Single_One_IsItsLittleEndianBytes() =>
        Assert.Equal([0x00, 0x00, 0x80, 0x3F], Convert.FromBase64String(VectorPacking.ToBase64Single([1])));

    [Fact]
    public void ToBase64Half_One_IsItsLittleEndianBytes() =>
        Assert.Equal([0x00, 0x3C], Convert.FromBase64String(VectorPacking.ToBase64Half([1])));

    [Fact]
    public void ToBase64Half_BeyondTheRange_IsInfinite() =>
        Assert.Equal([0x00, 0x7C], Convert.FromBase64String(VectorPacking.ToBase64Half([1e6f])));

    [Fact]
    public void ToBase64Single_AnyVector_ComesBackToTheBit() => Gen.Float.Array[0, 40].Sample(vector =>
    {
        byte[] bytes = Convert.FromBase64String(VectorPacking.ToBase64Single(vector));

        Assert.Equal(
            vector.Select(BitConverter.SingleToInt32Bits),
            bytes.Chunk(4).Select(number => BinaryPrimitives.ReadInt32LittleEndian(number)));
    });

    [Fact]
    public void ToBase64Half_AnyVector_ComesBackRounded() => Gen.Float[-60_000, 60_000].Array[0, 40].Sample(vector =>
    {
        byte[] bytes = Convert.FromBase64String(VectorPacking.ToBase64Half(vector));

        Assert.Equal(vector.Select(value => (Half)value), bytes.Chunk(2).Select(number => BinaryPrimitives.ReadHalfLittleEndian(number)));
    });
}
