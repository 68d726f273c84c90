namespace TextClassify.Infrastructure;

/// <summary>The service over the models in <c>models/</c>, which are part of this repository.</summary>
public sealed class ShippedService : IAsyncDisposable
{
    public Service Service { get; } = new(new ServiceFactory(null, ("Models:Directory", Path.Combine(Repository.Folder, "models"))));

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
