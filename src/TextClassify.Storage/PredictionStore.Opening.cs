using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Shared;

namespace TextClassify.Storage;

/// <summary>How its folder is opened.</summary>
public sealed partial class PredictionStore
{
    /// <summary>A folder that can't be used stays so. A database that was never reached may come: what is recorded before is dropped.
    /// </summary>
    private ICommitWriter? OpenWhenItCan(ref List<QueueEntry> taken)
    {
        while (true)
        {
            var writer = Open();
            if (writer is not null || Replica is null || _lock is null || _queue.Pause(Retry))
            {
                return writer;
            }

            _queue.TakeNow(ref taken);
            _queue.Settle(taken, stored: false);
        }
    }

    /// <summary>Null where the folder can't be used; then everything is dropped and counted, and the service goes on.</summary>
    private ICommitWriter? Open()
    {
        try
        {
            Directory.CreateDirectory(_settings.Folder);
            _lock ??= new FileStream(Path.Combine(_settings.Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            _database.Upgrade();
            _key = Replica is null ? OpenAlone() : Replica.Open();
            ICommitWriter writer = Replica is null ? new OutboxWriter(_database) : new UnsentWriter(_database, Replica.Unsent);
            new Sealer(_database, _settings, _time, _replaced).RemoveOrphans();
            Answer(null);
            Replica?.Start();
            _sealing.Start();
            return writer;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or SqliteException or InvalidDataException)
        {
            if (!_opened.Task.IsCompleted)
            {
                Log.Closed(_logger, _settings.Folder, exception.Message);
            }

            Answer($"The folder of predictions can't be used: {exception.Message}");
            return null;
        }
    }

    private byte[] OpenAlone()
    {
        using var connection = _database.Open();
        return MirrorState.Read(connection, null) is null
            ? HashKey.Of(_settings.Folder)
            : throw new InvalidDataException("It is a copy of a database, and Memory:Database names none. Name that, or another folder.");
    }

    private void Answer(string? reason)
    {
        if (!_opened.TrySetResult(reason))
        {
            var next = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
            next.SetResult(reason);
            Volatile.Write(ref _opened, next);
        }
    }
}
