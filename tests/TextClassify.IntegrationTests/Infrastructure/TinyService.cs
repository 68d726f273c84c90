namespace TextClassify.Infrastructure;

/// <summary>The service over the package of random weights that travels with the tests: the real graph, reader and runtime.</summary>
public sealed class TinyService : IAsyncDisposable
{
    public static readonly string ModelsFolder = Path.Combine(Repository.Folder, "tests", "fixtures", "models");

    public Service Service { get; } = new(new ServiceFactory(null, ("Models:Directory", ModelsFolder)));

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
