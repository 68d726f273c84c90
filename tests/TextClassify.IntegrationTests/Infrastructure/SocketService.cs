namespace TextClassify.Infrastructure;

/// <summary>The service over the package of random weights, on a socket: the server itself takes part.</summary>
public sealed class SocketService : IAsyncDisposable
{
    public SocketService()
    {
        var factory = new ServiceFactory(null, ("Models:Directory", TinyService.ModelsFolder));
        factory.UseKestrel(0);
        Service = new Service(factory);
    }

    public Service Service { get; }

    public Uri Address => Service.Http.BaseAddress!;

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
