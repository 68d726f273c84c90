namespace TextClassify.Inference.Kinds.Sources;

/// <summary>The graphs of a model of several sources, released when their owner and the last run have left them.</summary>
/// <param name="sessions">Owned by this instance.</param>
internal sealed class SharedSources(SourcesSessions sessions) : IDisposable
{
    private readonly SharedSession _read = new(sessions.Read);
    private readonly SharedSession _node = new(sessions.Node);
    private readonly SharedSession _readout = new(sessions.Readout);

    /// <exception cref="ObjectDisposedException">The owner has left.</exception>
    public void Run(Action<SourcesSessions> run)
    {
        var read = _read.Enter();
        try
        {
            var node = _node.Enter();
            try
            {
                var readout = _readout.Enter();
                try
                {
                    run(new SourcesSessions(read, node, readout));
                }
                finally
                {
                    _readout.Leave();
                }
            }
            finally
            {
                _node.Leave();
            }
        }
        finally
        {
            _read.Leave();
        }
    }

    /// <summary>Later calls throw; runs under way end as they would.</summary>
    public void Dispose()
    {
        _read.Dispose();
        _node.Dispose();
        _readout.Dispose();
    }
}
