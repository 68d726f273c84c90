using TextClassify.Forward;

namespace TextClassify.Inference.Sessions;

/// <summary>Lets so many runs at a time through, over all models, and so many calls wait; those wait in order of arrival.</summary>
internal sealed class ForwardGate(int maxConcurrentRuns, int queueCapacity) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(maxConcurrentRuns, maxConcurrentRuns);
    private int _waiting;

    public int Waiting => Volatile.Read(ref _waiting);

    public static ForwardGate Create(InferenceOptions options) =>
        new(options.MaxConcurrentRuns == 0 ? Environment.ProcessorCount : options.MaxConcurrentRuns, options.QueueCapacity);

    /// <summary>Completes at once when a slot is free and nobody waits. Each entry is left by <see cref="Exit"/>.</summary>
    /// <param name="admitted">True for the later runs of a call that has begun: they wait their turn, but are never refused.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ForwardQueueFullException">The queue is full.</exception>
    public ValueTask EnterAsync(bool admitted, CancellationToken cancellationToken) =>
        Waiting == 0 && _slots.Wait(0, CancellationToken.None) ? ValueTask.CompletedTask : new(WaitAsync(admitted, cancellationToken));

    public void Exit()
    {
        try
        {
            _slots.Release();
        }
        catch (ObjectDisposedException)
        {
            // The host is gone while this run was under way; nobody waits for the slot.
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task WaitAsync(bool admitted, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref _waiting) > queueCapacity && !admitted)
            {
                throw new ForwardQueueFullException(queueCapacity);
            }

            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }
}
