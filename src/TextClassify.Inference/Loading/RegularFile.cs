namespace TextClassify.Inference.Loading;

/// <summary>
/// Tells files that hold bytes from what only looks like one: opening a pipe waits for whoever writes to it, for good, and a link leads out
/// of the folder. A pipe, a socket and a device have no length, and no file of a package is empty, so nothing has to be opened to know.
/// </summary>
internal static class RegularFile
{
    /// <summary>Why it is none, as the end of a sentence that begins with its name; null when it is one.</summary>
    public static string? Fault(FileSystemInfo entry) =>
        entry.Attributes.HasFlag(FileAttributes.ReparsePoint) ? "is a link; a package holds regular files only."
        : entry.Attributes.HasFlag(FileAttributes.Directory) ? "is a folder; a package has none."
        : entry is FileInfo { Length: 0 } ? "is empty, or no regular file."
        : null;
}
