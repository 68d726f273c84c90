namespace TextClassify.Api.Requests;

/// <summary>
/// Ends a wait at the caller's deadline where the model has no queue that does: language models go through the gate alone.
/// </summary>
internal static class DeadlineWait
{
    /// <param name="deadline">Null where the caller gave none.</param>
    /// <param name="time">The clock of the deadline.</param>
    /// <param name="run">Its token is cancelled at the deadline; a run under way is finished first.</param>
    /// <param name="cancellationToken">The caller's leaving.</param>
    /// <exception cref="ForwardDeadlineException">The deadline passed before the work was done.</exception>
    public static async Task<T> RunAsync<T>(
        CallDeadline? deadline, TimeProvider time, Func<CancellationToken, Task<T>> run, CancellationToken cancellationToken)
    {
        if (deadline is not { } limit)
        {
            return await run(cancellationToken);
        }

        using var late = new CancellationTokenSource(limit.Left(time), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await run(either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ForwardDeadlineException(limit.Limit) { Deadline = limit };
        }
    }
}
