using System.Data;
using Microsoft.Data.Sqlite;
using Npgsql;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Shared;

/// <summary>
/// Makes the folder a copy of the shared database: files that it lacks are fetched first, then its tables change in one transaction. So a
/// question finds one state there, as it does where nothing is shared.
/// </summary>
internal sealed class Mirror(OutboxDatabase database, string folder, ReplacedFiles replaced)
{
    /// <summary>Commits that are fetched by their numbers at once.</summary>
    private const int Page = 64;

    /// <summary>What changed, as one state of the shared database has it.</summary>
    private sealed class Change
    {
        public List<OutboxFrame> Commits { get; init; } = [];

        public IReadOnlyList<long> Gone { get; init; } = [];

        public List<(Guid Id, int Item, string Source, string Label, long At, long Seq)> Labels { get; set; } = [];

        public bool AllLabels { get; set; }

        public List<(string Name, string Version, string Labels)> Models { get; init; } = [];

        public List<SealedFile>? Files { get; init; }

        public List<SumGroup> Groups { get; init; } = [];

        public List<ErasureMark> Marks { get; init; } = [];
    }

    /// <summary>Takes what is new.</summary>
    /// <param name="shared">To the database.</param>
    /// <param name="sealing">Whether this replica seals meanwhile, so that nobody else changes the list and it knows more of it.</param>
    /// <param name="now">Microseconds since 1970.</param>
    public void Pull(NpgsqlConnection shared, bool sealing, long now)
    {
        using var local = database.Open();
        var known = MirrorState.Read(local, null)!;
        using var state = shared.BeginTransaction(IsolationLevel.RepeatableRead);
        var (list, epoch, nextSeq, nextLabel) = shared.Rows(
            row => (row.GetGuid(0).ToString(), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)),
            "SELECT list, epoch, next_seq, next_label FROM state")[0];
        bool whole = !sealing && known.List != list;
        var marks = SharedErasures.All(shared);
        if (!whole && nextSeq - 1 == known.LastSeq && nextLabel - 1 == known.LastLabel
            && marks.SequenceEqual(ErasureMark.All(local, null), MarkComparer.Instance))
        {
            return;
        }

        var change = whole ? Whole(shared, local, marks) : New(shared, known, marks, nextSeq);
        ReadLabels(shared, local, change, known.LastLabel, whole);
        state.Commit();
        var next = known with
        {
            List = whole ? list : known.List,
            Epoch = whole ? epoch : known.Epoch,
            LastSeq = nextSeq - 1,
            LastLabel = nextLabel - 1,
            At = now,
        };
        Apply(local, change, next, anew: whole && (known.List.Length == 0 || known.Epoch != epoch), sealing);
    }

    private static Change New(NpgsqlConnection shared, MirrorState known, List<ErasureMark> marks, long nextSeq) => new()
    {
        Commits = nextSeq - 1 > known.LastSeq ? Frames(shared, "seq > $1", known.LastSeq) : [],
        Models = Models(shared),
        Marks = marks,
    };

    private Change Whole(NpgsqlConnection shared, SqliteConnection local, List<ErasureMark> marks)
    {
        long[] here = [.. local.Rows(null, row => row.GetInt64(0), "SELECT seq FROM outbox")];
        long[] there = [.. shared.Rows(row => row.GetInt64(0), "SELECT seq FROM outbox ORDER BY seq")];
        var change = new Change
        {
            Commits = [.. there.Except(here).Chunk(Page).SelectMany(some => Frames(shared, "seq = ANY($1)", some))],
            Gone = [.. here.Except(there)],
            Models = Models(shared),
            Marks = marks,
            Files = shared.Rows(
                row => new SealedFile(
                    row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetInt64(6),
                    row.GetBoolean(7), row.IsDBNull(8) ? null : (RollUps)row.GetInt32(8)),
                "SELECT number, rows, last_row, min_id, max_id, min_at, max_at, evidence, rollups FROM files ORDER BY number"),
            Groups = shared.Rows(
                row => SumGroup.Of(row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt32(5)),
                "SELECT number, level, members, min_at, max_at, rollups FROM sum_groups ORDER BY number"),
        };
        var names = Names(change.Files, change.Groups).ToHashSet(StringComparer.Ordinal);
        replaced.Keep(names);
        foreach (string name in names.Where(name => !File.Exists(Path.Combine(folder, name))))
        {
            FileParts.Read(shared, folder, name);
        }

        return change;
    }

    private static void ReadLabels(NpgsqlConnection shared, SqliteConnection local, Change change, long last, bool whole)
    {
        change.Labels = Labels(shared, last);
        long there = whole ? shared.Value<long>("SELECT count(*) FROM feedback WHERE seq <= $1", last) : 0;
        if (whole && there != local.Number(null, "SELECT COUNT(*) FROM feedback"))
        {
            (change.Labels, change.AllLabels) = (Labels(shared, 0), true);
        }
    }

    private void Apply(SqliteConnection local, Change change, MirrorState next, bool anew, bool sealing)
    {
        using var transaction = local.BeginTransaction();
        foreach (long seq in change.Gone)
        {
            local.Run(transaction, "DELETE FROM outbox WHERE seq = ?1", seq);
        }

        foreach (var frame in change.Commits)
        {
            local.Run(
                transaction, "INSERT OR IGNORE INTO outbox (seq, first_row, rows, body) VALUES (?1, ?2, ?3, ?4)",
                frame.Seq, frame.FirstRow, (long)frame.Rows, frame.Body);
        }

        foreach (var (name, version, labels) in change.Models)
        {
            local.Run(transaction, "INSERT OR REPLACE INTO models (name, version, labels) VALUES (?1, ?2, ?3)", name, version, labels);
        }

        if (change.AllLabels)
        {
            local.Run(transaction, "DELETE FROM feedback");
        }

        foreach (var (id, item, source, label, at, seq) in change.Labels)
        {
            local.Run(
                transaction, "INSERT OR REPLACE INTO feedback (id, item, source, label, at, seq) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                id.ToString(), (long)item, source, label, at, seq);
        }

        ApplyMarks(local, transaction, change.Marks, sealing);
        string[] before = [], after = [];
        if (change.Files is { } files)
        {
            before = [.. Names(SealedFile.All(local, transaction), SumGroup.All(local, transaction))];
            after = [.. Names(files, change.Groups)];
            local.Run(transaction, "DELETE FROM files; DELETE FROM sum_groups;");
            files.ForEach(file => file.Insert(local, transaction));
            change.Groups.ForEach(group => group.Insert(local, transaction));
        }

        if (anew)
        {
            local.Run(transaction, "UPDATE state SET epoch = epoch + 1");
        }

        next.Write(local, transaction);
        transaction.Commit();
        replaced.Add(before.Except(after));
    }

    /// <summary>While this replica seals it may know of one that it is done, which the database is only told afterwards.</summary>
    private static void ApplyMarks(SqliteConnection local, SqliteTransaction transaction, List<ErasureMark> marks, bool sealing)
    {
        string how = sealing ? "IGNORE" : "REPLACE";
        foreach (var mark in marks)
        {
            local.Run(
                transaction,
                $"""
                INSERT OR {how} INTO erasures (number, kind, hash, past_row, at, done, everywhere) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """,
                mark.Number, (long)mark.Kind, mark.Hash.ToArray(), mark.PastRow, mark.At, (object?)mark.Done ?? DBNull.Value,
                (object?)mark.Everywhere ?? DBNull.Value);
        }
    }

    private static List<OutboxFrame> Frames(NpgsqlConnection shared, string which, object value) => shared.Rows(
        row => new OutboxFrame(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetFieldValue<byte[]>(3)),
        $"SELECT seq, first_row, rows, body FROM outbox WHERE {which} ORDER BY seq", value);

    private static List<(string Name, string Version, string Labels)> Models(NpgsqlConnection shared) => shared.Rows(
        row => (row.GetString(0), row.GetString(1), row.GetString(2)), "SELECT name, version, labels FROM models");

    private static List<(Guid Id, int Item, string Source, string Label, long At, long Seq)> Labels(NpgsqlConnection shared, long last) =>
        shared.Rows(
            row => (row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5)),
            "SELECT id, item, source, label, at, seq FROM feedback WHERE seq > $1 ORDER BY seq", last);

    private static IEnumerable<string> Names(IEnumerable<SealedFile> files, IEnumerable<SumGroup> groups) =>
        files.SelectMany(file => file.Names).Concat(groups.SelectMany(group => group.SumNames()));

    /// <summary>Of what changes of a mark.</summary>
    private sealed class MarkComparer : IEqualityComparer<ErasureMark>
    {
        public static readonly MarkComparer Instance = new();

        public bool Equals(ErasureMark? one, ErasureMark? other) =>
            (one?.Number, one?.Done, one?.Everywhere) == (other?.Number, other?.Done, other?.Everywhere);

        public int GetHashCode(ErasureMark mark) => mark.Number.GetHashCode();
    }
}
