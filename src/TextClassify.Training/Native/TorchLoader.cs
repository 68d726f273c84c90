using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace TextClassify.Training.Native;

/// <summary>Makes TorchSharp usable on this system; call <see cref="Load"/> before its first use.</summary>
/// <remarks>
/// TorchSharp's native library needs libstdc++ of GCC 13; Debian 12, Ubuntu 22.04 and RHEL 9 have an older one. There, and only there,
/// the runtime's own probing fails, and a copy without that need (<see cref="ElfVersionPatch"/>) is made beside it and loaded.
/// </remarks>
internal static class TorchLoader
{
    private const string Library = "LibTorchSharp";
    private const string PatchedFile = "libLibTorchSharp.patched.so";

    private static readonly Lock Gate = new();
    private static bool _loaded;

    /// <summary>Loads the native libraries once. Threads of libtorch's pool; 0 leaves its own choice.</summary>
    /// <exception cref="TorchUnavailableException">They can't be loaded; the message says why.</exception>
    public static void Load(int threads = 0)
    {
        lock (Gate)
        {
            if (!_loaded)
            {
                AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name == Library ? LoadPatched() : 0;
                VectorInstructions.Limit();
                try
                {
                    torch.InitializeDeviceType(DeviceType.CPU);
                }
                catch (Exception exception) when (exception is not TorchUnavailableException)
                {
                    string cause = exception.GetBaseException().Message;
                    throw new TorchUnavailableException($"libtorch can't be loaded: {cause.Split('\n')[0]}", exception);
                }

                _loaded = true;
            }
        }

        if (threads > 0 && torch.get_num_threads() != threads)
        {
            torch.set_num_threads(threads);
        }
    }

    private static nint LoadPatched()
    {
        if (!OperatingSystem.IsLinux() || Find() is not { } original)
        {
            return 0;
        }

        return FailsForMissingVersion(original, out nint plain) ? NativeLibrary.Load(Patch(original)) : plain;
    }

    /// <summary>Where the build (below runtimes/) or a publish (beside the program) leaves the library.</summary>
    private static string? Find()
    {
        string file = $"lib{Library}.so";
        string root = AppContext.BaseDirectory;
        string[] places = [Path.Combine(root, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file),
            Path.Combine(root, "runtimes", $"linux-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant(), "native", file),
            Path.Combine(root, file)];

        return Array.Find(places, File.Exists);
    }

    private static bool FailsForMissingVersion(string path, out nint handle)
    {
        handle = 0;
        try
        {
            handle = NativeLibrary.Load(path);
            return false;
        }
        catch (DllNotFoundException exception) when (exception.Message.Contains(ElfVersionPatch.MissingVersion, StringComparison.Ordinal))
        {
            return true;
        }
    }

    /// <summary>
    /// The copy lies beside the original, whose neighbours it is linked to. It is moved there whole: two processes may race.
    /// </summary>
    private static string Patch(string original)
    {
        string patched = Path.Combine(Path.GetDirectoryName(original)!, PatchedFile);
        if (File.Exists(patched) && File.GetLastWriteTimeUtc(patched) >= File.GetLastWriteTimeUtc(original))
        {
            return patched;
        }

        byte[] library = File.ReadAllBytes(original);
        if (!ElfVersionPatch.Apply(library))
        {
            throw new TorchUnavailableException(
                $"{original} needs {ElfVersionPatch.MissingVersion} for another reason than is known here.");
        }

        string draft = $"{patched}.{Environment.ProcessId}";
        try
        {
            File.WriteAllBytes(draft, library);
            File.Move(draft, patched, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TorchUnavailableException(
                $"libstdc++ here lacks {ElfVersionPatch.MissingVersion}, and no patched copy can be written to {patched}: "
                + exception.Message,
                exception);
        }

        return patched;
    }
}
