using Microsoft.Data.Sqlite;
using Npgsql;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Shared;

/// <summary>The folder's list of files at one moment, and what a round of sealing made of it, told to the shared database.</summary>
internal sealed class ListChange
{
    private readonly List<SealedFile> _files;
    private readonly List<SumGroup> _groups;
    private readonly List<ErasureMark> _marks;
    private readonly long[] _commits, _labels;
    private readonly long _epoch, _lastSeq, _lastLabel;

    private ListChange(SqliteConnection connection, SqliteTransaction state)
    {
        (_files, _groups) = (SealedFile.All(connection, state), SumGroup.All(connection, state));
        _marks = ErasureMark.All(connection, state);
        _commits = [.. connection.Rows(state, row => row.GetInt64(0), "SELECT seq FROM outbox")];
        _labels = [.. connection.Rows(state, row => row.GetInt64(0), "SELECT seq FROM feedback")];
        _epoch = connection.Number(state, "SELECT epoch FROM state");
        var mirror = MirrorState.Read(connection, state)!;
        (_lastSeq, _lastLabel) = (mirror.LastSeq, mirror.LastLabel);
    }

    public static ListChange Now(SqliteConnection connection)
    {
        using var state = connection.BeginTransaction(deferred: true);
        return new ListChange(connection, state);
    }

    /// <summary>Makes the shared database's list, which nobody else changes meanwhile, what the folder's is now.</summary>
    /// <param name="local">To the folder's.</param>
    /// <param name="shared">In the transaction that has the right to change it.</param>
    /// <param name="folder">Of the files.</param>
    /// <returns>Whether anything had changed.</returns>
    public bool Publish(SqliteConnection local, NpgsqlConnection shared, string folder)
    {
        var now = Now(local);
        string[] before = [.. Names()], after = [.. now.Names()];
        int changes = 0;
        foreach (string name in after.Except(before))
        {
            FileParts.Write(shared, folder, name);
            changes++;
        }

        string[] gone = [.. before.Except(after)];
        if (gone.Length > 0)
        {
            changes += shared.Run("DELETE FROM file_parts WHERE name = ANY($1)", (object)gone);
        }

        changes += PublishFiles(shared, now) + PublishGroups(shared, now);

        // What was read since the round began is in the folder's list too; what came later it knows nothing of.
        changes += shared.Run("DELETE FROM outbox WHERE seq <= $1 AND seq <> ALL($2)", now._lastSeq, now._commits);
        if (shared.Value<long>("SELECT count(*) FROM feedback WHERE seq <= $1", now._lastLabel) != now._labels.Length)
        {
            changes += shared.Run("DELETE FROM feedback WHERE seq <= $1 AND seq <> ALL($2)", now._lastLabel, now._labels);
        }

        var done = _marks.Where(mark => mark.Done is null).Select(mark => mark.Number).ToHashSet();
        foreach (var mark in now._marks.Where(mark => mark.Done is not null && done.Contains(mark.Number)))
        {
            changes += shared.Run("UPDATE erasures SET rewritten = $1 WHERE number = $2", mark.Done!.Value, mark.Number);
        }

        return changes + (now._epoch != _epoch ? shared.Run("UPDATE state SET epoch = epoch + 1") : 0) > 0;
    }

    private int PublishFiles(NpgsqlConnection shared, ListChange now)
    {
        long[] gone = [.. _files.Except(now._files).Select(file => file.Number)];
        int changes = gone.Length > 0 ? shared.Run("DELETE FROM files WHERE number = ANY($1)", gone) : 0;
        foreach (var file in now._files.Except(_files))
        {
            changes += shared.Run(
                """
                INSERT INTO files (number, rows, last_row, min_id, max_id, min_at, max_at, evidence, rollups)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                file.Number, file.Rows, file.LastRow, file.MinId, file.MaxId, file.MinAt, file.MaxAt, file.Evidence,
                file.RollUps is { } rollUps ? (int)rollUps : DBNull.Value);
        }

        return changes;
    }

    private int PublishGroups(NpgsqlConnection shared, ListChange now)
    {
        var (old, made) = (_groups.ToDictionary(group => group.Number), now._groups.ToDictionary(group => group.Number));
        int changes = 0;
        foreach (long number in old.Keys.Where(number => !made.ContainsKey(number)))
        {
            changes += shared.Run("DELETE FROM sum_groups WHERE number = $1", number);
        }

        foreach (var group in now._groups.Where(group => !old.TryGetValue(group.Number, out var known) || known.RollUps != group.RollUps))
        {
            changes += shared.Run(
                """
                INSERT INTO sum_groups (number, level, members, min_at, max_at, rollups) VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (number) DO UPDATE SET rollups = excluded.rollups
                """,
                group.Number, group.Level, string.Join(',', group.Members), group.MinAt, group.MaxAt, (int)group.RollUps!.Value);
        }

        return changes;
    }

    private IEnumerable<string> Names() =>
        _files.SelectMany(file => file.Names).Concat(_groups.SelectMany(group => group.SumNames()));
}
