namespace TextClassify.Inference.Downloads;

/// <summary>
/// Takes an entry's path apart. Only the file's name is ever used on disk, and its letters are those of a package's files; the folder is
/// compared and nothing else, so no path can lead anywhere.
/// </summary>
internal static class ArchivePath
{
    /// <returns>The folder and the file, or why the archive is refused.</returns>
    public static (string Folder, string File, string? Refusal) Read(string path)
    {
        string[] parts = [.. path.Split('/').Where(static part => part != ".")];
        if (path.StartsWith('/') || path.AsSpan().IndexOfAny('\\', ':', '\0') >= 0 || parts.Contains(".."))
        {
            return ("", "", "The archive holds a path that leads out of it.");
        }

        return PackageNames.IsFile(parts[^1])
            ? (string.Join('/', parts[..^1]), parts[^1], null)
            : ("", "", "The archive holds a file whose name no package's file has.");
    }
}
