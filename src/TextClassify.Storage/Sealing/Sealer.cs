using Microsoft.Data.Sqlite;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage.Sealing;

/// <summary>
/// Turns commits into files, small files into larger ones, and deletes those that are too old. The list of files and the outbox change in
/// one transaction, so each prediction is in exactly one of them whenever the process ends. One thread's.
/// </summary>
internal sealed class Sealer(OutboxDatabase database, StoreSettings settings, TimeProvider time)
{
    private const long MicrosecondsPerMillisecond = 1_000;

    /// <summary>Commits that are looked at in one go.</summary>
    private const int MostFrames = 4_096;

    /// <summary>A merged file is of one of these sizes; the largest is merged no more.</summary>
    private static readonly long[] Sizes = [65_536, 524_288];

    // A question that began before they were unlisted may still read them.
    private readonly Queue<(SealedFile File, long Since)> _replaced = [];

    /// <summary>Deletes what a crash left: files that are not in the list.</summary>
    public void RemoveOrphans()
    {
        using var connection = database.Open();
        var listed = SealedFile.All(connection, null).SelectMany(NamesOf).ToHashSet(StringComparer.Ordinal);
        foreach (string path in Directory.EnumerateFiles(settings.Folder, $"*{ParquetFiles.Suffix}*"))
        {
            if (!listed.Contains(Path.GetFileName(path)))
            {
                File.Delete(path);
            }
        }
    }

    /// <summary>One round.</summary>
    /// <param name="all">Whether what is not enough for a file becomes one.</param>
    public void Run(bool all)
    {
        using var connection = database.Open();
        DeleteReplaced();
        while (Seal(connection, all))
        {
        }

        Merge(connection);
        Expire(connection);
    }

    private bool Seal(SqliteConnection connection, bool all)
    {
        var frames = new List<OutboxFrame>();
        long rows = 0;
        foreach (var frame in OutboxFrame.After(connection, null, seq: 0, MostFrames))
        {
            frames.Add(frame);
            rows += frame.Rows;
            if (rows >= settings.SealRows)
            {
                break;
            }
        }

        if (rows == 0 || (rows < settings.SealRows && !all))
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

    private void Merge(SqliteConnection connection)
    {
        foreach (long size in Sizes)
        {
            SealedFile[] small =
                [.. SealedFile.All(connection, null).Where(file => file.Rows < size && file.Rows >= (size == Sizes[0] ? 0 : Sizes[0]))];
            if (small.Length < settings.MergeFiles)
            {
                continue;
            }

            var merged = ParquetFiles.Merge(settings.Folder, NextNumber(connection), small);
            using var transaction = connection.BeginTransaction();
            merged.Insert(connection, transaction);
            Unlist(connection, transaction, small);
            transaction.Commit();
            Replace(small);
        }
    }

    private void Expire(SqliteConnection connection)
    {
        long oldest = (time.GetUtcNow() - settings.Retention).ToUnixTimeMilliseconds() * MicrosecondsPerMillisecond;
        SealedFile[] old = [.. SealedFile.All(connection, null).Where(file => file.MaxAt < oldest)];
        using var transaction = connection.BeginTransaction();
        Unlist(connection, transaction, old);
        connection.Run(transaction, "DELETE FROM feedback WHERE at < ?1", oldest);
        transaction.Commit();
        Replace(old);
    }

    private static void Unlist(SqliteConnection connection, SqliteTransaction transaction, IEnumerable<SealedFile> files)
    {
        foreach (var file in files)
        {
            connection.Run(transaction, "DELETE FROM files WHERE number = ?1", file.Number);
        }
    }

    private void Replace(IEnumerable<SealedFile> files)
    {
        foreach (var file in files)
        {
            _replaced.Enqueue((file, time.GetTimestamp()));
        }
    }

    private void DeleteReplaced()
    {
        while (_replaced.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Since) >= settings.KeepReplaced)
        {
            foreach (string name in NamesOf(oldest.File))
            {
                File.Delete(Path.Combine(settings.Folder, name));
            }

            _replaced.Dequeue();
        }
    }

    /// <summary>No number comes twice: the table remembers the largest it had.</summary>
    private static long NextNumber(SqliteConnection connection) =>
        1 + connection.Number(null, "SELECT COALESCE(MAX(seq), 0) FROM sqlite_sequence WHERE name = 'files'");

    private static string[] NamesOf(SealedFile file) => file.Evidence ? [file.Predictions, file.Shares] : [file.Predictions];
}
