namespace TextClassify.Api.Hosting;

/// <summary>
/// Finds the models' folder, so that the service starts from the repository, from its project and from where it was published.
/// </summary>
internal static class ModelsFolder
{
    private const string Solution = "TextClassify.sln";

    /// <summary>
    /// A rooted path stays; a relative one is looked for in the working folder, beside the program, and in the repository around it.
    /// </summary>
    public static string Resolve(string directory, string workingFolder, string programFolder)
    {
        string first = Path.GetFullPath(directory, workingFolder);
        if (Directory.Exists(first))
        {
            return first;
        }

        for (string? folder = programFolder; folder is not null; folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)))
        {
            string candidate = Path.GetFullPath(directory, folder);
            if ((folder == programFolder || File.Exists(Path.Combine(folder, Solution))) && Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return first;
    }
}
