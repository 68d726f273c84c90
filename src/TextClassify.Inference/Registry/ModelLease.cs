namespace TextClassify.Inference.Registry;

/// <summary>A promise that a model's sessions stay open until this is disposed. Disposing twice is disposing once.</summary>
public sealed class ModelLease : IDisposable
{
    private LoadedPackage? _package;

    internal ModelLease(LoadedPackage package) => _package = package;

    public void Dispose() => Interlocked.Exchange(ref _package, null)?.Leave();
}
