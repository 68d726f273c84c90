namespace TextClassify.Inference.Sessions;

/// <summary>
/// A session that is released when its owner and the last run have left it; a native run over a released session ends the process.
/// </summary>
internal sealed class SharedSession(GraphSession session) : IDisposable
{
    // The owner counts as one.
    private int _users = 1;
    private int _disposed;

    /// <summary>Enters a run; <see cref="Leave"/> ends it.</summary>
    /// <exception cref="ObjectDisposedException">The owner has left.</exception>
    public GraphSession Enter()
    {
        int users = Volatile.Read(ref _users);
        while (users > 0 && Volatile.Read(ref _disposed) == 0)
        {
            int seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return session;
            }

            users = seen;
        }

        throw new ObjectDisposedException(nameof(OnnxForwardPass));
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            session.Dispose();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            Leave();
        }
    }
}
