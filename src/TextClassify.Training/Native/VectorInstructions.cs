using System.Runtime.InteropServices;

namespace TextClassify.Training.Native;

/// <summary>Keeps oneDNN, libtorch's library of layers, to AVX2, which it reads from the environment when it is first used.</summary>
/// <remarks>
/// libtorch 2.10 reads a text with oneDNN's LSTM where no gradient is asked for. On processors of Zen 5 (AVX-512 with vp2intersect) it is
/// wrong for small nets: development logits were up to 0.96 away from the graph's, with <c>AVX512_CORE</c> as well, and right with
/// <c>AVX2</c>. Training's own products are MKL's and stay as they are.
/// </remarks>
internal static partial class VectorInstructions
{
    private const string Name = "ONEDNN_MAX_CPU_ISA";

    /// <summary>Before libtorch is loaded. What the user has set stands.</summary>
    public static void Limit()
    {
        // .NET keeps its own copy of the environment, which a native library never sees.
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
        {
            _ = SetVariable(Name, "AVX2", overwrite: 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
