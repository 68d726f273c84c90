using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Querying;

/// <summary>
/// What can be asked of the store. One question at a time, on a thread of its own; DuckDB is loaded by the first. Each answer is of one
/// moment. Safe for concurrent use.
/// </summary>
public sealed class Questions : IDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly OutboxDatabase _database;
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Func<Task<string?>> _opened;
    private readonly Func<DateTimeOffset>? _refresh;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly SemaphoreSlim _apart = new(1);
    private DuckSession? _session;
    private int _exporting;

    /// <param name="database">Of the folder.</param>
    /// <param name="folder">Of the files.</param>
    /// <param name="time">The clock.</param>
    /// <param name="opened">Ends when the folder was opened, with the reason where it can't be.</param>
    /// <param name="refresh">Makes the folder a copy of what is shared, and tells of which moment; null where nothing is shared.</param>
    internal Questions(
        OutboxDatabase database, string folder, TimeProvider time, Func<Task<string?>> opened, Func<DateTimeOffset>? refresh = null) =>
        (_database, _folder, _time, _opened, _refresh) = (database, folder, time, opened, refresh);

    /// <summary>Runs questions that see the same state.</summary>
    /// <param name="ask">Several questions.</param>
    /// <param name="cancellationToken">Ends the wait, and a question under way.</param>
    /// <exception cref="IOException">The folder can't be used.</exception>
    public async Task<T> AskAsync<T>(Func<Inquiry, T> ask, CancellationToken cancellationToken)
    {
        if (await _opened().WaitAsync(cancellationToken) is { } reason)
        {
            throw new IOException(reason);
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    _session ??= new DuckSession(_database, _folder);
                    var asOf = _refresh?.Invoke() ?? _time.GetUtcNow();
                    try
                    {
                        _session.Refresh();
                    }
                    catch
                    {
                        // Half a state would answer wrongly for ever; the next question begins anew.
                        _session.Dispose();
                        _session = null;
                        throw;
                    }

                    return ask(new Inquiry(_session, asOf, cancellationToken));
                },
                cancellationToken);
        }
        catch (DuckDBException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Whether a long question reads files.</summary>
    internal bool Exporting => Volatile.Read(ref _exporting) > 0;

    /// <summary>Asks beside the other questions, which need not wait for this long one; one of this kind at a time.</summary>
    /// <param name="ask">Several questions.</param>
    /// <param name="cancellationToken">Ends the wait, and a question under way.</param>
    /// <exception cref="IOException">The folder can't be used.</exception>
    public async Task<T> AskApartAsync<T>(Func<Inquiry, T> ask, CancellationToken cancellationToken)
    {
        if (await _opened().WaitAsync(cancellationToken) is { } reason)
        {
            throw new IOException(reason);
        }

        await _apart.WaitAsync(cancellationToken);
        Interlocked.Increment(ref _exporting);
        try
        {
            return await Task.Run(
                () =>
                {
                    using var session = new DuckSession(_database, _folder);
                    var asOf = _refresh?.Invoke() ?? _time.GetUtcNow();
                    session.Refresh();
                    return ask(new Inquiry(session, asOf, cancellationToken));
                },
                cancellationToken);
        }
        catch (DuckDBException exception)
        {
            throw new IOException(exception.Message, exception);
        }
        finally
        {
            Interlocked.Decrement(ref _exporting);
            _apart.Release();
        }
    }

    public void Dispose()
    {
        // A question under way has the session; the process takes it along.
        if (_turn.Wait(Farewell))
        {
            _session?.Dispose();
            _turn.Dispose();
        }
    }
}
