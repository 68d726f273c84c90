using TextClassify.Training.Native;

namespace TextClassify.Training.Tests.Native;

public sealed class VectorInstructionsTests
{
    /// <summary>A setting that keeps oneDNN from the instructions would make each step a hundred times slower.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData("ALL", true)]
    [InlineData("AVX512_CORE_BF16", true)]
    [InlineData("avx512_core_amx", true)]
    [InlineData("AVX512_CORE", false)]
    [InlineData("AVX2", false)]
    [InlineData("SSE41", false)]
    public void IsBFloat16Let_ASetting_IsWhatOneDnnMultipliesWith(string? setting, bool isLet) =>
        Assert.Equal(isLet, VectorInstructions.IsBFloat16Let(setting));
}
