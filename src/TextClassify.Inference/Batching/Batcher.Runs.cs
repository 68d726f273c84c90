using TextClassify.Forward;

namespace TextClassify.Inference.Batching;

/// <summary>Its runs: what waits is taken, computed and given back.</summary>
internal sealed partial class Batcher
{
    /// <summary>Runs batches of a lane until nothing waits there.</summary>
    private async Task PumpAsync(ForwardLane lane)
    {
        while (true)
        {
            try
            {
                await _gate.EnterAsync(lane, admitted: true, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                FailAll();
                return;
            }

            long started = _time.GetTimestamp();
            var batch = Take(lane, started);
            if (batch is null)
            {
                _gate.Exit(lane);
                return;
            }

            var results = new ForwardResult[batch.Length];
            try
            {
                await _gate.ComputeAsync(lane, () => BatchRun.Run(_runner, Array.ConvertAll(batch, static row => row.Tokens), OutputsOf(batch), results))
                    .ConfigureAwait(false);
            }
            finally
            {
                _gate.Exit(lane);
            }

            Answer(lane, batch, results, started);

            // Requests wait for this thread too; they come before the next run.
            await Task.Yield();
        }
    }

    private WaitingRow[]? Take(ForwardLane lane, long now)
    {
        if (_open.AnyLate(now))
        {
            Expire();
        }

        lock (_lock)
        {
            var batch = _lanes[(int)lane].Take();
            if (batch is null)
            {
                _pumps[(int)lane]--;
                return null;
            }

            foreach (var row in batch)
            {
                _open.Start(row, now);
            }

            return batch;
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

            _admission.Ran(lane, real, _time.GetElapsedTime(started, now));
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
