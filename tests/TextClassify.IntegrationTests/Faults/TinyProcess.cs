using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>The service as a process of its own over the package of random weights.</summary>
public sealed class TinyProcess : IAsyncLifetime
{
    internal ServiceProcess Service { get; } = new(["--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "None"]);

    public async ValueTask InitializeAsync() => await Service.ReadyAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Service.DisposeAsync();
}
