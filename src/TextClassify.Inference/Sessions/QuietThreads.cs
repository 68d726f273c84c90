using System.Collections.Concurrent;

namespace TextClassify.Inference.Sessions;

/// <summary>
/// Threads that give way: while others want the core they get a share of it, else all of it. Work begins in the order it came; its continuations
/// run elsewhere, so that no lock of the service is ever held at low priority.
/// </summary>
internal sealed class QuietThreads : IDisposable
{
    public const string Name = "textclassify-bulk";

    private readonly BlockingCollection<(Action Work, TaskCompletionSource Done)> _work = [];
    private readonly Lock _lock = new();
    private readonly double _share;
    private int _idle;
    private int _left;

    /// <param name="count">Most threads; one begins when there is work for it.</param>
    /// <param name="share">Of a core that another thread wants too, between 0 and 0.5.</param>
    public QuietThreads(int count, double share) => (_left, _share) = (count, share);

    /// <exception cref="ObjectDisposedException">They are gone.</exception>
    public Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_work.IsAddingCompleted, this);
            _work.Add((work, done));
            if (_work.Count > _idle && _left > 0)
            {
                _left--;
                new Thread(Run) { IsBackground = true, Name = Name }.Start();
            }
        }

        return done.Task;
    }

    /// <summary>What was given before is still done.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _work.CompleteAdding();
        }
    }

    private void Run()
    {
        ThreadPriorities.Lower(_share);
        Interlocked.Increment(ref _idle);
        foreach (var (work, done) in _work.GetConsumingEnumerable())
        {
            Interlocked.Decrement(ref _idle);
            try
            {
                work();
                done.SetResult();
            }
            catch (Exception error)
            {
                done.SetException(error);
            }

            Interlocked.Increment(ref _idle);
        }
    }
}
