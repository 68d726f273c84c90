using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace TextClassify.Training.Native;

/// <summary>Keeps oneDNN, libtorch's library of layers, to AVX2, which it reads from the environment when it is first used.</summary>
/// <remarks>
/// libtorch 2.10 reads a text with oneDNN's LSTM where no gradient is asked for. On processors of Zen 5 (AVX-512 with vp2intersect) it is
/// wrong for small nets: development logits were up to 0.96 away from the graph's, with <c>AVX512_CORE</c> as well, and right with
/// <c>AVX2</c>. Products in single precision are MKL's and stay as they are; those in bfloat16 are oneDNN's and need AVX-512.
/// </remarks>
internal static partial class VectorInstructions
{
    private const string Name = "ONEDNN_MAX_CPU_ISA";

    // CPUID 7.1: bit 5 of EAX is AVX512_BF16.
    private const int ExtendedFeatures = 7;
    private const int BFloat16Bit = 5;

    private const string BFloat16Instructions = "AVX512_CORE_BF16";

    /// <summary>
    /// Whether the processor multiplies bfloat16 by itself and the user has not set oneDNN to less; elsewhere it is a hundred times slower.
    /// </summary>
    public static bool HasBFloat16 { get; } = IsBFloat16Let(Environment.GetEnvironmentVariable(Name))
        && Avx512F.IsSupported && (X86Base.CpuId(ExtendedFeatures, 1).Eax & (1 << BFloat16Bit)) != 0;

    /// <summary>Whether oneDNN multiplies bfloat16 with what it is set to.</summary>
    /// <param name="setting">Of <c>ONEDNN_MAX_CPU_ISA</c>; null where there is none.</param>
    public static bool IsBFloat16Let(string? setting) => setting is null or "DEFAULT" or "ALL"
        || setting.Contains("BF16", StringComparison.OrdinalIgnoreCase)
        || setting.Contains("FP16", StringComparison.OrdinalIgnoreCase)
        || setting.Contains("AMX", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Before libtorch is loaded, by a training that computes in bfloat16, which oneDNN multiplies with AVX-512 alone. Its LSTM must then
    /// not be asked for without gradients.
    /// </summary>
    public static void UseBFloat16() => Set(BFloat16Instructions);

    /// <summary>Before libtorch is loaded. What the user has set stands.</summary>
    public static void Limit() => Set("AVX2");

    private static void Set(string instructions)
    {
        // .NET keeps its own copy of the environment, which a native library never sees.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            _ = SetVariable(Name, instructions, overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
