using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage;

/// <summary>Its two threads: one commits, one makes files.</summary>
public sealed partial class PredictionStore
{
    private void Write()
    {
        List<QueueEntry> taken = [];
        using var writer = OpenWhenItCan(ref taken);
        while (_queue.Take(ref taken, writer is null ? TimeSpan.Zero : _settings.CommitInterval))
        {
            if (writer is null)
            {
                _queue.Settle(taken, stored: false);
                continue;
            }

            if (Replica?.Unsent.Bytes >= _settings.UnsentBytes)
            {
                _queue.Settle(taken, stored: false);
                continue;
            }

            Commit(writer, Complete(taken));
            Replica?.Wake();
            if (writer.OpenRows >= _settings.SealRows)
            {
                writer.OpenRows = 0;
                _full.Set();
            }
        }
    }

    /// <summary>Those that can't be made ready are dropped: an answer that is wrong in itself must not hold up the others.</summary>
    private List<QueueEntry> Complete(List<QueueEntry> taken)
    {
        var ready = new List<QueueEntry>(taken.Count);
        foreach (var entry in taken)
        {
            try
            {
                entry.Request = entry.Record?.Complete(_key);
                ready.Add(entry);
            }
            catch (Exception exception)
            {
                Log.Unfit(_logger, exception);
                _queue.Settle([entry], stored: false);
            }
        }

        return ready;
    }

    /// <summary>Who waits for the disk is told at once that it fails; the others' records are tried again while they may wait.</summary>
    private void Commit(ICommitWriter writer, List<QueueEntry> taken)
    {
        bool told = false;
        while (taken.Count > 0)
        {
            try
            {
                writer.Commit(
                    [.. taken.Select(entry => entry.Request).OfType<StoredRequest>()], taken.Select(entry => entry.Label).OfType<Label>(),
                    taken.Select(entry => entry.Erasure).OfType<Erasure>().Select(erasure => (erasure, HashOf(erasure))));
                _queue.Settle(taken, stored: true);
                if (told)
                {
                    Log.Recovered(_logger);
                }

                return;
            }
            catch (SqliteException exception)
            {
                if (!told)
                {
                    Log.Failed(_logger, exception.Message);
                    told = true;
                }

                var hopeless = _queue.Pause(TimeSpan.Zero) ? taken : taken.FindAll(entry => entry.Done is not null);
                _queue.Settle(hopeless, stored: false);
                taken = [.. taken.Except(hopeless)];
                _queue.Pause(Retry);
            }
        }
    }

    private byte[] HashOf(Erasure erasure) => erasure.Kind == ErasureKind.Text
        ? KeyedHash.OfText(_key, erasure.Value)
        : KeyedHash.OfCaller(_key, erasure.Value);

    private void Seal()
    {
        _giveWay?.Invoke();
        var sealer = new Sealer(_database, _settings, _time, _replaced);
        while (WaitHandle.WaitAny([_stop, _full], _settings.SealInterval) is not 0 and var woken)
        {
            try
            {
                if (Replica is null)
                {
                    sealer.Run(all: woken == WaitHandle.WaitTimeout);
                }
                else
                {
                    Replica.Round(due => sealer.Run(all: due));
                }
            }
            catch (Exception exception)
            {
                // Whatever it was, nothing is lost: the predictions are still in the outbox.
                Log.NotSealed(_logger, exception);
            }
        }
    }
}
