namespace TextClassify.Training.Runs;

/// <summary>Files that are either as they were or whole, also when the process is killed while writing.</summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string draft = path + ".draft";
        using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
