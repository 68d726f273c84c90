using System.Text.Json;
using Npgsql;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Shared;

/// <summary>
/// Moves what was recorded here to the shared database. The transaction that adds it says up to where this replica has sent, so what is
/// sent again, because nobody heard that it had come, is not added twice.
/// </summary>
internal static class Sending
{
    /// <param name="connection">To the shared database.</param>
    /// <param name="replica">Who sends.</param>
    /// <param name="entries">In their order.</param>
    /// <param name="models">Of all that was recorded here: name, version and labels.</param>
    /// <param name="now">Microseconds since 1970.</param>
    public static void Send(
        NpgsqlConnection connection, Guid replica, IReadOnlyList<UnsentEntry> entries,
        IReadOnlyList<(string Name, string Version, string Labels)> models, long now)
    {
        using var transaction = connection.BeginTransaction();
        var (seq, row, label) = connection.Rows(
            found => (found.GetInt64(0), found.GetInt64(1), found.GetInt64(2)),
            "SELECT next_seq, next_row, next_label FROM state FOR UPDATE")[0];
        long sent = connection.Value<long>("SELECT coalesce((SELECT sent FROM replicas WHERE id = $1), 0)", replica);
        var marks = SharedErasures.All(connection).FindAll(mark => mark.Everywhere is null);
        foreach (var entry in entries.Where(entry => entry.Seq > sent))
        {
            if (entry.Kind == UnsentKind.Commit)
            {
                var (rows, body) = Left(entry, marks);
                if (rows > 0)
                {
                    connection.Run("INSERT INTO outbox (seq, first_row, rows, body) VALUES ($1, $2, $3, $4)", seq++, row, rows, body);
                    row += rows;
                }
            }
            else
            {
                Insert(connection, JsonSerializer.Deserialize<Label>(entry.Body)!, label++);
            }
        }

        foreach (var (name, version, labels) in models)
        {
            connection.Run(
                """
                INSERT INTO models (name, version, labels) VALUES ($1, $2, $3)
                ON CONFLICT (name, version) DO UPDATE SET labels = excluded.labels WHERE models.labels <> excluded.labels
                """,
                name, version, labels);
        }

        connection.Run("UPDATE state SET next_seq = $1, next_row = $2, next_label = $3", seq, row, label);
        connection.Run(
            """
            INSERT INTO replicas (id, sent, erased, seen) VALUES ($1, $2, 0, $3)
            ON CONFLICT (id) DO UPDATE SET sent = greatest(replicas.sent, excluded.sent), seen = excluded.seen
            """,
            replica, entries[^1].Seq, now);
        transaction.Commit();
    }

    private static (int Rows, byte[] Body) Left(UnsentEntry entry, List<ErasureMark> marks)
    {
        if (marks.Count == 0)
        {
            return (entry.Rows, entry.Body);
        }

        var left = SharedErasures.Left(RecordFrame.Read(entry.Body), marks);
        int rows = left.Sum(request => request.Items.Count);
        return rows == entry.Rows ? (rows, entry.Body) : (rows, RecordFrame.Write(left));
    }

    /// <summary>The same again changes nothing. Of one source the latest counts, also where an earlier one comes after it.</summary>
    private static void Insert(NpgsqlConnection connection, Label label, long seq) => connection.Run(
        """
        INSERT INTO feedback (id, item, source, label, at, seq) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id, item, source) DO UPDATE SET label = excluded.label, at = excluded.at, seq = excluded.seq
        WHERE feedback.label <> excluded.label AND feedback.at <= excluded.at
        """,
        label.Id, label.Item, label.Source, label.Value, label.At, seq);
}
