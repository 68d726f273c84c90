namespace TextClassify.Inference.Registry;

/// <summary>
/// One version of a model and what must be released after it. Leases are counted: once it is retired no new one is given, and when the last
/// is returned its resources are released. Safe for concurrent use; taking and returning a lease takes no lock.
/// </summary>
public sealed class LoadedPackage
{
    private readonly IDisposable? _resources;
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // The registry counts as one.
    private int _users = 1;
    private int _retired;

    /// <param name="model">The loaded model.</param>
    /// <param name="resources">Owned by this instance; null where there is nothing to release.</param>
    internal LoadedPackage(ILoadedModel model, IDisposable? resources = null) => (Model, _resources) = (model, resources);

    public ILoadedModel Model { get; }

    public string Name => Model.Manifest.Name;

    public string Version => Model.Manifest.Version;

    /// <summary>Leases that are out.</summary>
    public int Leases => Math.Max(0, Volatile.Read(ref _users) - (Volatile.Read(ref _retired) == 0 ? 1 : 0));

    /// <summary>Ends when the last lease is returned after <see cref="Retire"/> and the resources are released.</summary>
    public Task Released => _released.Task;

    /// <summary>Null once it is retired: another snapshot serves by then.</summary>
    public ModelLease? TryLease()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0 && Volatile.Read(ref _retired) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return new ModelLease(this);
            }

            users = seen;
        }

        return null;
    }

    /// <summary>Takes the registry's own hold away; called after the snapshot without it is published.</summary>
    internal void Retire()
    {
        if (Interlocked.Exchange(ref _retired, 1) == 0)
        {
            Leave();
        }
    }

    internal void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            // Closing sessions takes milliseconds, which the caller who happens to be last need not wait for.
            ThreadPool.UnsafeQueueUserWorkItem(static package => package.Release(), this, preferLocal: false);
        }
    }

    private void Release()
    {
        try
        {
            _resources?.Dispose();
            _released.TrySetResult();
        }
        catch (Exception exception)
        {
            _released.TrySetException(exception);
        }
    }
}
