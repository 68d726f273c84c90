namespace TextClassify.Infrastructure;

/// <summary>A models folder with the classifier of random weights and the language model of the cat and the dog.</summary>
internal sealed class SmallModels : IDisposable
{
    public SmallModels()
    {
        string fixtures = Path.Combine(Repository.Folder, "tests", "fixtures");
        Copy(Path.Combine(fixtures, "models", "tiny", "1"), Path.Combine(Folder, "tiny", "1"));
        Copy(Path.Combine(fixtures, "language-models", "rhyme", "1"), Path.Combine(Folder, "rhyme", "1"));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    internal static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string path in Directory.EnumerateFiles(from))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }
    }
}
