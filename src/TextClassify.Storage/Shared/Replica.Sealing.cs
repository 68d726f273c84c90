using System.Runtime.ExceptionServices;
using Npgsql;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Shared;

/// <summary>How files are made by one replica at a time.</summary>
internal sealed partial class Replica
{
    /// <summary>One round: sends, reads, and, where no other replica does, seals and tells the database what came of it.</summary>
    /// <param name="seal">Seals the folder's tables; told whether it is time to make files of whatever there is. What it throws comes
    /// through.</param>
    /// <returns>False where the database is away.</returns>
    public bool Round(Action<bool> seal)
    {
        ExceptionDispatchInfo? failure = null;
        bool there = Try(() =>
        {
            lock (_listing)
            {
                Send();
                using (var shared = _shared.Open())
                {
                    Show(shared);

                    // The lock goes with the transaction, however that ends.
                    using var turn = shared.BeginTransaction();
                    bool mine = shared.Value<bool>(
                        "SELECT pg_try_advisory_xact_lock(hashtextextended('textclassify seal ' || current_schema(), 0))");
                    Pull();
                    failure = mine ? Seal(shared, turn, seal) : null;
                }

                Replaced.Delete();
                Confirm();
            }
        });
        failure?.Throw();
        return there;
    }

    /// <returns>What sealing failed of: that is the folder's trouble, and the database is there.</returns>
    private ExceptionDispatchInfo? Seal(NpgsqlConnection shared, NpgsqlTransaction turn, Action<bool> seal)
    {
        using var local = _local.Open();
        long number = shared.Value<long>("SELECT nextval('file_numbers')");
        bool due = Now - shared.Value<long>("SELECT sealed FROM state") >= 0.9 * _settings.SealInterval.TotalMicroseconds;
        var before = ListChange.Now(local);
        string list = MirrorState.Read(local, null)!.List;
        lock (_pulling)
        {
            // Until the database has heard of it, the copy is not to be trusted.
            local.Run(null, "UPDATE replica SET list = ''");
            foreach (string table in new[] { "files", "sum_groups" })
            {
                local.Run(null, "DELETE FROM sqlite_sequence WHERE name = ?1", table);
                local.Run(null, "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", table, number);
            }

            Sealing = true;
        }

        try
        {
            try
            {
                seal(due);
            }
            catch (Exception exception)
            {
                return ExceptionDispatchInfo.Capture(exception);
            }

            if (before.Publish(local, shared, _settings.Folder))
            {
                list = shared.Value<Guid>("UPDATE state SET list = gen_random_uuid(), sealed = $1 RETURNING list", Now).ToString();
            }

            long epoch = shared.Value<long>("SELECT epoch FROM state");
            lock (_pulling)
            {
                turn.Commit();
                Sealing = false;
                local.Run(null, "UPDATE replica SET list = ?1, epoch = ?2", list, epoch);
            }

            return null;
        }
        finally
        {
            lock (_pulling)
            {
                Sealing = false;
            }
        }
    }

    /// <summary>Tells that the folder holds nothing of what was erased.</summary>
    private void Confirm()
    {
        using var local = _local.Open();
        var marks = ErasureMark.All(local, null);
        if (marks.TakeWhile(mark => mark.Done is not null).LastOrDefault() is not { } last || last.Number <= _confirmed
            || !Replaced.None)
        {
            return;
        }

        // What was recorded before they were asked for is sent without what they name.
        Send();
        if (!OutboxDatabase.Purge(local))
        {
            return;
        }

        using (var shared = _shared.Open())
        {
            _confirmed = last.Number;
            if (!SharedErasures.Confirm(shared, _id, last.Number, Now))
            {
                return;
            }
        }

        _shared.Clean();
    }
}
