namespace TextClassify.Infrastructure;

/// <summary>The service over two small packages: a classifier of random weights, and a model of aspects.</summary>
public sealed class AspectService : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public AspectService()
    {
        string fixtures = Path.Combine(Repository.Folder, "tests", "fixtures");
        SmallModels.Copy(Path.Combine(fixtures, "models", "tiny", "1"), Path.Combine(_folder, "tiny", "1"));
        SmallModels.Copy(Path.Combine(fixtures, "aspect-models", "tiny-aspect", "1"), Path.Combine(_folder, "tiny-aspect", "1"));
        Service = new Service(new ServiceFactory(null, ("Models:Directory", _folder)));
    }

    public Service Service { get; }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
