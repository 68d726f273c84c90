using Microsoft.Extensions.Logging;
using Npgsql;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Shared;

/// <summary>How it begins, and what it does where the database is away.</summary>
internal sealed partial class Replica
{
    /// <summary>Once a process, before anything else is sent or read.</summary>
    private void Join()
    {
        lock (_sending)
        {
            if (_joined)
            {
                return;
            }

            _shared.Upgrade();
            using var local = _local.Open();
            using var shared = _shared.Open();
            var known = MirrorState.Read(local, null)!;
            string id = shared.Value<Guid>("SELECT id FROM state").ToString();
            if (known.Shared.Length > 0 && known.Shared != id)
            {
                throw new InvalidDataException($"The folder is of the database {known.Shared}, and this is {id}. Name another folder.");
            }

            byte[] key = HashKey.Of(_settings.Folder);
            shared.Run("UPDATE state SET hash_key = $1 WHERE hash_key IS NULL", key);
            HashKey.Keep(_settings.Folder, shared.Value<byte[]>("SELECT hash_key FROM state"));

            // Who was away for longer than predictions are kept has nothing left that counts.
            long oldest = Now - (long)_settings.Retention.TotalMicroseconds;
            shared.Run("DELETE FROM replicas WHERE seen < $1 AND id <> $2", oldest, _id);
            Show(shared);
            local.Run(null, "UPDATE replica SET shared = ?1", id);
            _joined = true;
        }
    }

    /// <summary>Says that this replica is there.</summary>
    private void Show(NpgsqlConnection shared) => shared.Run(
        "INSERT INTO replicas (id, sent, erased, seen) VALUES ($1, 0, 0, $2) ON CONFLICT (id) DO UPDATE SET seen = excluded.seen",
        _id, Now);

    /// <summary>False where the database is away, or the folder fails, which the log says once.</summary>
    private bool Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception exception)
        {
            Volatile.Write(ref _reason, exception.Message);
            if (Interlocked.CompareExchange(ref _awaySince, Math.Max(1, _time.GetTimestamp()), 0) == 0)
            {
                Log.Away(_logger, exception.Message);
            }

            return false;
        }

        if (Interlocked.Exchange(ref _awaySince, 0) > 0)
        {
            Log.Back(_logger);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventId = 1706,
            Level = LogLevel.Warning,
            Message = "The database of predictions is not there; what is recorded waits in the folder, and questions are answered as of "
                + "before: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(EventId = 1707, Level = LogLevel.Information, Message = "The database of predictions is there again.")]
        public static partial void Back(ILogger logger);
    }
}
