namespace TextClassify.Infrastructure;

/// <summary>The service over an imported transformer of random weights: word pieces, special tokens around every text, a graph from
/// embeddings.</summary>
public sealed class ImportedService : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public ImportedService()
    {
        string fixture = Path.Combine(Repository.Folder, "tests", "fixtures", "imported-models", "small", "1");
        SmallModels.Copy(fixture, Path.Combine(_folder, "small", "1"));
        Service = new Service(new ServiceFactory(null, ("Models:Directory", _folder)));
    }

    public Service Service { get; }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
