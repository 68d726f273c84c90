namespace TextClassify.Inference.Batching;

/// <summary>Its runs: what waits is taken, computed and given back.</summary>
internal sealed partial class Batcher
{
    /// <summary>Runs batches of a lane until nothing waits there.</summary>
    private async Task PumpAsync(ForwardLane lane)
    {
        try
        {
            while (await RunNextAsync(lane).ConfigureAwait(false))
            {
                // Requests wait for this thread too; they come before the next run.
                await Task.Yield();
            }
        }
        catch (Exception failure)
        {
            End(lane, failure);
        }
    }

    /// <summary>Waits for a slot and runs there, and leaves it whatever happens: the slots are all models'.</summary>
    /// <returns>Whether more may wait.</returns>
    private async Task<bool> RunNextAsync(ForwardLane lane)
    {
        var slot = await _slots.EnterAsync(lane, _turns[(int)lane], admitted: true, CancellationToken.None).ConfigureAwait(false);
        long started = _time.GetTimestamp();
        WaitingRow[]? batch = null;
        ForwardResult[] results = [];
        try
        {
            (batch, results, bool isLast) = Take(slot, started);
            if (batch is null)
            {
                return !isLast;
            }

            await _slots.ComputeAsync(
                lane, () => BatchRun.Run(_runner, Array.ConvertAll(batch, static row => row.Tokens), OutputsOf(batch), results))
                .ConfigureAwait(false);
            Charge(lane, batch, started);
        }
        catch (Exception fault) when (batch is not null)
        {
            // No fault of a run, which is a row's result: no memory to begin it, or no thread.
            Array.Fill(results, new ForwardResult { Logits = [], Fault = fault });
        }
        finally
        {
            _slots.Exit(slot);
        }

        Answer(lane, batch, results, started);
        return true;
    }

    /// <summary>
    /// Ends a pump that can't go on: what waits in its lane fails, and the next call begins another. Without its slots all is over.
    /// </summary>
    private void End(ForwardLane lane, Exception failure)
    {
        if (failure is ObjectDisposedException)
        {
            FailAll();
            return;
        }

        List<BatchCall> over;
        lock (_lock)
        {
            _pumps[(int)lane]--;
            over = _open.FailAll(failure, lane);
        }

        Finish(over);
    }

    /// <summary>
    /// The rows that run in a slot, with room for their results; or none, and whether nothing waits that another slot could run.
    /// </summary>
    private (WaitingRow[]? Batch, ForwardResult[] Results, bool IsLast) Take(Slot slot, long now)
    {
        if (_open.AnyLate(now))
        {
            Expire();
        }

        lock (_lock)
        {
            var batch = _lanes[(int)slot.Lane].Take(slot.Brief, _admission.Lead(slot.Lane));
            if (batch is null)
            {
                // What was brief when the slot was given may have had a run since, and waits on.
                bool isLast = _lanes[(int)slot.Lane].Due(brief: false) is null;
                _pumps[(int)slot.Lane] -= isLast ? 1 : 0;
                return (null, [], isLast);
            }

            // Before any row has begun: a call with a row that has is answered by its run alone.
            var results = new ForwardResult[batch.Length];
            foreach (var row in batch)
            {
                _open.Start(row, now);
            }

            return (batch, results, false);
        }
    }

    /// <summary>Before the slot is left: who gets it hangs on what was run for whom.</summary>
    private void Charge(ForwardLane lane, WaitingRow[] batch, long started)
    {
        var taken = _time.GetElapsedTime(started);
        long real = 0;
        foreach (var row in batch)
        {
            real += row.Tokens.Length;
        }

        lock (_lock)
        {
            _admission.Ran(lane, real, taken);
            foreach (var row in batch)
            {
                _slots.Shares(lane).Charge(row.Call.Share, row.Tokens.Length, _admission.TimeOf(lane, row.Tokens.Length));
            }
        }
    }

    private void Answer(ForwardLane lane, WaitingRow[] batch, ForwardResult[] results, long started)
    {
        long now = _time.GetTimestamp(), real = 0;
        var over = new List<BatchCall>(batch.Length);
        lock (_lock)
        {
            for (int row = 0; row < batch.Length; row++)
            {
                var call = batch[row].Call;
                real += batch[row].Tokens.Length;
                call.Put(batch[row].Index, Asked(call, results[row]), now);
                if (_open.Close(call))
                {
                    over.Add(call);
                }
            }
        }

        _meter.Ran(lane, batch.Length, real, batch.Length * (long)batch[^1].Tokens.Length, _time.GetElapsedTime(started, now));
        _meter.Faulted(results);
        Finish(over);
    }

    /// <summary>Without what another row of the run was asked for.</summary>
    private static ForwardResult Asked(BatchCall call, ForwardResult result) =>
        result.Evidence.Length == 0 || call.Outputs.HasFlag(ForwardOutputs.Evidence) ? result : result with { Evidence = [] };

    /// <summary>What any row of the run is asked for.</summary>
    private static ForwardOutputs OutputsOf(WaitingRow[] batch)
    {
        var outputs = ForwardOutputs.Logits;
        foreach (var row in batch)
        {
            outputs |= row.Call.Outputs;
        }

        return outputs;
    }
}
