namespace TextClassify.Training.Packaging;

/// <summary>The line that says how a package is served.</summary>
internal static class ServeHint
{
    public static string Of(PublishedPackage package) =>
        Of(package.Folder, package.Manifest.Name, DataFolder.SolutionFolder(Directory.GetCurrentDirectory()) is not null);

    /// <param name="package">Its folder, MODELS/NAME/VERSION.</param>
    /// <param name="name">Of the model.</param>
    /// <param name="inSolution">The command is given within the source tree, so that the service can be run from it.</param>
    public static string Of(string package, string name, bool inSolution)
    {
        string models = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(package)))!;
        string service = inSolution ? "dotnet run -c Release --project src/TextClassify.Api --" : "TextClassify.Api";
        string folder = models.Contains(' ', StringComparison.Ordinal) ? $"\"{models}\"" : models;
        return $"To serve it: {service} --Models:Directory {folder} --Models:Default {name}";
    }
}
