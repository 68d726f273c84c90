using System.Diagnostics;

namespace TextClassify.Faults;

/// <summary>A file system in memory that is soon full; mounting one takes rights that not every machine gives.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Megabytes = 4;

    private SmallDisk(DirectoryInfo folder) => Folder = folder;

    public DirectoryInfo Folder { get; }

    /// <exception cref="Xunit.Sdk.SkipException">It can't be mounted here.</exception>
    public static SmallDisk Mount()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tmpfs is Linux's.");
        var folder = Directory.CreateTempSubdirectory("textclassify-disk-");
        int code = Run("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder.FullName);
        Assert.SkipWhen(code != 0, "Mounting a file system is not allowed here.");
        return new SmallDisk(folder);
    }

    /// <summary>Takes what is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(
            Path.Combine(Folder.FullName, ".full"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] page = new byte[4_096];
        try
        {
            while (true)
            {
                file.Write(page);
            }
        }
        catch (IOException)
        {
            // Now it is full.
        }
    }

    /// <summary>Nobody may write to it any more, root neither.</summary>
    public void Protect() => Assert.Equal(0, Run("mount", "-o", "remount,ro", Folder.FullName));

    public void Dispose()
    {
        Run("umount", "--lazy", Folder.FullName);
        Folder.Delete();
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
