using TextClassify.Infrastructure;

namespace TextClassify.Shipped;

/// <summary>
/// The shipped models as the tests of the page know them: of sentiment version 1 alone, whose two labels and whose words about reviews
/// they speak of.
/// </summary>
internal sealed class PageModels : IDisposable
{
    private const string TwoVersions = "sentiment";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-page-");

    public PageModels()
    {
        foreach (string model in Directory.EnumerateDirectories(Path.Combine(Repository.Folder, "models")))
        {
            string name = Path.GetFileName(model);
            if (name != TwoVersions)
            {
                Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, name), model);
            }
        }

        _folder.CreateSubdirectory(TwoVersions);
        Directory.CreateSymbolicLink(
            Path.Combine(_folder.FullName, TwoVersions, "1"), Path.Combine(Repository.Folder, "models", TwoVersions, "1"));
    }

    /// <summary>Of a service over them.</summary>
    public string[] Arguments => ["--Models:Directory", _folder.FullName];

    /// <summary>The links go, and not what they lead to.</summary>
    public void Dispose() => _folder.Delete(recursive: true);
}
