using System.Runtime.InteropServices;

namespace TextClassify.Inference.Registry;

/// <summary>
/// Releases a model and hands what it held back to the system: its tables are large objects, which the collector would leave for long, and
/// glibc keeps what the runtime freed. Measured over swaps of a shipped model without it: 257 MiB, then 525; with it 215, then 252.
/// </summary>
/// <param name="resources">The model's.</param>
internal sealed class MemoryReturn(IDisposable resources) : IDisposable
{
    private static bool _trims = OperatingSystem.IsLinux();

    /// <summary>Requests go on meanwhile: the collection runs beside them.</summary>
    public void Dispose()
    {
        resources.Dispose();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
        if (!_trims)
        {
            return;
        }

        try
        {
            _ = Trim(0);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, such as musl, which keeps little.
            _trims = false;
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint pad);
}
