using System.Collections.Concurrent;

namespace TextClassify.Inference.Slots;

/// <summary>
/// Threads that give way: while others want the core they get a share of it, else all of it. Work begins in the order it came; its
/// continuations run elsewhere, so that no lock of the service is ever held at low priority.
/// </summary>
internal sealed class LowPriorityThreads : IDisposable
{
    public const string Name = "textclassify-bulk";

    private readonly BlockingCollection<(Action Work, TaskCompletionSource Done)> _work = [];
    private readonly Lock _lock = new();
    private readonly double _share;
    private int _left;

    /// <param name="count">Most threads; each of the first pieces of work begins one.</param>
    /// <param name="share">Of a core that another thread wants too, between 0 and 0.5.</param>
    public LowPriorityThreads(int count, double share) => (_left, _share) = (count, share);

    /// <summary>
    /// What <paramref name="work"/> throws comes back. When the threads are gone it runs on the caller's: it had its slot before.
    /// </summary>
    public Task RunAsync(Action work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (!_work.IsAddingCompleted)
            {
                _work.Add((work, done));
                if (_left > 0)
                {
                    _left--;
                    new Thread(Run) { IsBackground = true, Name = Name }.Start();
                }

                return done.Task;
            }
        }

        Complete(work, done);
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
        foreach (var (work, done) in _work.GetConsumingEnumerable())
        {
            Complete(work, done);
        }
    }

    private static void Complete(Action work, TaskCompletionSource done)
    {
        try
        {
            work();
            done.SetResult();
        }
        catch (Exception error)
        {
            done.SetException(error);
        }
    }
}
