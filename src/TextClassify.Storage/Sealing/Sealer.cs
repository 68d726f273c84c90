using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage.Sealing;

/// <summary>
/// Turns commits into files, small files into larger ones, and deletes those that are too old. The list of files and the outbox change in
/// one transaction, so each prediction is in exactly one of them whenever the process ends. One thread's.
/// </summary>
internal sealed class Sealer(OutboxDatabase database, StoreSettings settings, TimeProvider time, ReplacedFiles replaced)
{
    private const long MicrosecondsPerMillisecond = 1_000;

    /// <summary>Bytes of commits that make a file, however few predictions they are: long texts have many tokens.</summary>
    private const long SealBytes = 48 << 20;

    /// <summary>A file of fewer predictions will soon be part of another one, and is read quickly as it is.</summary>
    private const int LeastRolledUp = 4_096;

    /// <summary>Files that one round writes anew without what was erased.</summary>
    private const int MostRewritten = 16;

    /// <summary>Files that one round makes, lest sums wait for as long as more is committed than can be sealed.</summary>
    private const int MostSealed = 4;

    /// <summary>Files that one round adds up, lest what was committed wait for it.</summary>
    private const int MostRolledUp = 4;

    /// <summary>Deletes what a crash left: files that are not in the list, and what did not fit in memory.</summary>
    public void RemoveOrphans()
    {
        using var connection = database.Open();
        var listed = SealedFile.All(connection, null).SelectMany(file => file.Names)
            .Concat(SumGroup.All(connection, null).SelectMany(group => group.SumNames())).ToHashSet(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(settings.Folder, $"*{ParquetFiles.Suffix}*"))
        {
            if (!listed.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }

        foreach (string folder in new[] { ParquetTables.SpillFolder, ParquetTables.ExportFolder })
        {
            string path = Path.Combine(settings.Folder, folder);
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    /// <summary>One round.</summary>
    /// <param name="all">Whether what is not enough for a file becomes one.</param>
    public void Run(bool all)
    {
        using var connection = database.Open();
        replaced.Delete();

        // Read before the outbox is emptied: then files have all that they are about.
        var marks = ErasureMark.All(connection, null).FindAll(mark => mark.Done is null);
        for (int files = 0; (files < MostSealed || marks.Count > 0) && Seal(connection, all || marks.Count > 0); files++)
        {
        }

        Expire(connection);
        Break(connection);
        Erase(connection, marks);
        Merge(connection);
        Break(connection);
        AddUp(connection);
    }

    private bool Seal(SqliteConnection connection, bool all)
    {
        var frames = new List<OutboxFrame>();
        long rows = 0, bytes = 0;
        foreach (var frame in OutboxFrame.After(connection, null, seq: 0))
        {
            frames.Add(frame);
            rows += frame.Rows;
            bytes += frame.Body.Length;
            if (rows >= settings.SealRows || bytes >= SealBytes)
            {
                break;
            }
        }

        if (rows == 0 || (rows < settings.SealRows && bytes < SealBytes && !all))
        {
            return false;
        }

        var file = ParquetFiles.Write(settings.Folder, NextNumber(connection), frames);
        using var transaction = connection.BeginTransaction();
        file.Insert(connection, transaction);
        connection.Run(transaction, "DELETE FROM outbox WHERE seq <= ?1", frames[^1].Seq);
        transaction.Commit();
        return true;
    }

    /// <summary>
    /// Makes one file of small ones, the oldest first, no larger than two full ones: evidence is sorted for it, in memory.
    /// </summary>
    private void Merge(SqliteConnection connection)
    {
        SealedFile[] small = [.. SealedFile.All(connection, null).Where(file => file.Rows < settings.SealRows)];
        if (small.Length < settings.MergeFiles)
        {
            return;
        }

        long rows = 0;
        SealedFile[] taken = [.. small.TakeWhile(file => (rows += file.Rows) <= 2L * settings.SealRows)];
        var merged = ParquetFiles.Merge(settings.Folder, NextNumber(connection), taken);
        using var transaction = connection.BeginTransaction();
        merged.Insert(connection, transaction);
        Unlist(connection, transaction, taken);
        transaction.Commit();
        replaced.Add(taken.SelectMany(file => file.Names));
    }

    private void Expire(SqliteConnection connection)
    {
        long oldest = (time.GetUtcNow() - settings.Retention).ToUnixTimeMilliseconds() * MicrosecondsPerMillisecond;
        SealedFile[] old = [.. SealedFile.All(connection, null).Where(file => file.MaxAt < oldest)];
        using var transaction = connection.BeginTransaction();
        Unlist(connection, transaction, old);
        connection.Run(transaction, "DELETE FROM feedback WHERE at < ?1", oldest);
        if (old.Length > 0)
        {
            connection.Run(transaction, "UPDATE state SET epoch = epoch + 1");
        }

        transaction.Commit();
        replaced.Add(old.SelectMany(file => file.Names));
    }

    /// <summary>Writes files anew without what was erased, a few a round.</summary>
    private void Erase(SqliteConnection connection, List<ErasureMark> marks)
    {
        if (marks.Count == 0)
        {
            return;
        }

        string condition = ErasureMark.ConditionOf(marks);
        var holding = ErasedFiles.Holding(settings.Folder, SealedFile.All(connection, null), condition);
        foreach (var file in holding.Take(MostRewritten))
        {
            var erased = ErasedFiles.Ids(settings.Folder, file, condition);
            var left = ParquetFiles.Without(settings.Folder, NextNumber(connection), file, condition);
            using var transaction = connection.BeginTransaction();
            left?.Insert(connection, transaction);
            Unlist(connection, transaction, [file]);
            foreach (var (id, item) in erased)
            {
                connection.Run(transaction, "DELETE FROM feedback WHERE id = ?1 AND item = ?2", id.ToString(), item);
            }

            connection.Run(transaction, "UPDATE state SET epoch = epoch + 1");
            transaction.Commit();
            replaced.Add(file.Names);
        }

        // What was replaced may still be read for a while, and is there until then.
        if (holding.Count == 0 && replaced.None && OutboxDatabase.Purge(connection))
        {
            long now = time.GetUtcNow().ToUnixTimeMilliseconds() * MicrosecondsPerMillisecond;
            marks.ForEach(mark => mark.NoteDone(connection, now, alone: settings.Database is null));
        }
    }

    private void AddUp(SqliteConnection connection)
    {
        foreach (var file in SealedFile.All(connection, null)
            .Where(file => file.RollUps is null && file.Rows >= Math.Min(LeastRolledUp, settings.SealRows)).Take(MostRolledUp))
        {
            file.NoteRollUps(connection, RollUpFiles.Write(settings.Folder, file));
        }

        SumGrouping.Build(connection, settings.Folder, settings.GroupFiles);
    }

    /// <summary>Groups that a crash left broken hold what was erased, so this comes before that is called done.</summary>
    private void Break(SqliteConnection connection) => replaced.Add(SumGrouping.Break(connection));

    private static void Unlist(SqliteConnection connection, SqliteTransaction transaction, IEnumerable<SealedFile> files)
    {
        foreach (var file in files)
        {
            connection.Run(transaction, "DELETE FROM files WHERE number = ?1", file.Number);
        }
    }

    /// <summary>No number comes twice: the table remembers the largest it had.</summary>
    private static long NextNumber(SqliteConnection connection) =>
        1 + connection.Number(null, "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'files'");
}
