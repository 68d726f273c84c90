using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying.Held;

/// <summary>
/// Counts and probabilities of all files, by the hour, in memory: read once from the widest sums, since files don't change. They are as
/// many as there are hours, labels and cohorts, however many predictions. Where they are too many, they are read from the files.
/// </summary>
internal sealed class KeptCounts
{
    /// <summary>Some 60 bytes each.</summary>
    public const long UsualMostRows = 500_000;

    private const string Columns = "model, version, label, cohort, since, n, f, ff, blocks";

    private readonly DuckDBConnection _connection;
    private readonly string _folder;
    private readonly long _mostRows;
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);
    private List<ISummed> _parts = [];
    private bool _kept = true;

    /// <param name="connection">Gets the table.</param>
    /// <param name="folder">Of the files.</param>
    /// <param name="mostRows">Of the table.</param>
    public KeptCounts(DuckDBConnection connection, string folder, long mostRows = UsualMostRows)
    {
        (_connection, _folder, _mostRows) = (connection, folder, mostRows);
        ParquetTables.Run(
            connection,
            """
            CREATE TABLE kept_counts (
              part VARCHAR, model VARCHAR, version VARCHAR, label VARCHAR, cohort VARCHAR, since BIGINT, n BIGINT, f DOUBLE, ff DOUBLE,
              blocks UBIGINT)
            """);
    }

    /// <summary>Takes the sums of files.</summary>
    /// <param name="files">Those whose counts are to be answered by their sums.</param>
    /// <param name="groups">All that there are.</param>
    public void Refresh(IEnumerable<SealedFile> files, IEnumerable<SumGroup> groups)
    {
        var parts = Widest(files, groups);
        string[] names = [.. parts.Select(part => part.Sums)];
        if (names.SequenceEqual(_parts.Select(part => part.Sums), StringComparer.Ordinal))
        {
            return;
        }

        (_parts, _kept) = (parts, Rows(names) <= _mostRows);
        string[] wanted = _kept ? names : [];
        string[] gone = [.. _held.Except(wanted)], come = [.. wanted.Where(name => !_held.Contains(name))];
        if (gone.Length > 0)
        {
            string list = string.Join(", ", gone.Select(name => $"'{name}'"));
            ParquetTables.Run(_connection, $"DELETE FROM kept_counts WHERE part IN ({list})");
        }

        if (come.Length > 0)
        {
            ParquetTables.Run(
                _connection,
                $"""
                INSERT INTO kept_counts SELECT parse_filename(filename), {Columns}
                FROM {ParquetFiles.From(_folder, come, named: true)} WHERE kind = {(int)CellKind.Sums}
                """);
        }

        _held.ExceptWith(gone);
        _held.UnionWith(come);
    }

    /// <summary>A table of them, of more hours than these perhaps.</summary>
    /// <param name="from">The first that is needed, in microseconds since 1970.</param>
    /// <param name="past">The first that is not.</param>
    public string Over(long from, long past)
    {
        string[] names = [.. _parts.Where(part => part.MaxAt >= from && part.MinAt < past).Select(part => part.Sums)];
        return _kept || names.Length == 0
            ? "kept_counts"
            : $"(SELECT {Columns} FROM {ParquetFiles.From(_folder, names)} WHERE kind = {(int)CellKind.Sums})";
    }

    /// <summary>Sums that hold each file once, as few as there are.</summary>
    private static List<ISummed> Widest(IEnumerable<SealedFile> files, IEnumerable<SumGroup> groups)
    {
        var left = files.Where(file => file.Has(RollUps.Counts)).ToDictionary(file => file.Number);
        var parts = new List<ISummed>();
        foreach (var group in groups.Where(group => group.Has(RollUps.Counts)).OrderByDescending(group => group.Level))
        {
            if (group.Members.All(left.ContainsKey))
            {
                parts.Add(group);
                foreach (long number in group.Members)
                {
                    left.Remove(number);
                }
            }
        }

        return [.. parts, .. left.Values.OrderBy(file => file.Number)];
    }

    private long Rows(string[] names)
    {
        if (names.Length == 0)
        {
            return 0;
        }

        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {ParquetFiles.From(_folder, names)} WHERE kind = {(int)CellKind.Sums}";
        return (long)command.ExecuteScalar()!;
    }
}
