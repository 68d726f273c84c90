namespace TextClassify.Infrastructure;

/// <summary>The service over two small packages: a classifier of random weights, and a language model of six sentences about a cat and a
/// dog.</summary>
public sealed class LanguageService : IAsyncDisposable
{
    private readonly SmallModels _models = new();

    public LanguageService() =>
        Service = new Service(new ServiceFactory(
            null, ("Models:Directory", _models.Folder), ("Limits:MaxTextLength", "200"), ("Limits:MaxInputs", "8")));

    public Service Service { get; }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _models.Dispose();
    }
}
