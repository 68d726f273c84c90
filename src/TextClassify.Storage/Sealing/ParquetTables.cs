using DuckDB.NET.Data;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Sealing;

/// <summary>The tables of the files, and how requests become their rows.</summary>
internal static class ParquetTables
{
    /// <summary>Of the folder: what does not fit in memory is written there, and goes with the connection.</summary>
    public const string SpillFolder = "spill";

    /// <summary>Of the folder: answers that are files, while they are sent.</summary>
    public const string ExportFolder = "exports";

    /// <summary>DuckDB takes what it may; questions are answered and files are made beside the service's work.</summary>
    private const string Connection = "DataSource=:memory:;threads=1;memory_limit=512MB";

    public const string PredictionColumns = """
        row BIGINT, id_high BIGINT, id_low UBIGINT, item INTEGER, ts BIGINT, model VARCHAR, version VARCHAR, cohort VARCHAR,
        block UTINYINT, label VARCHAR, scores FLOAT[], confidence FLOAT, margin FLOAT, entropy FLOAT, tokens INTEGER,
        read INTEGER, unknown INTEGER, text_hash BLOB, text VARCHAR, caller BLOB
        """;

    public const string EvidenceColumns = "token VARCHAR, row BIGINT, position INTEGER, share SMALLINT";

    /// <summary>An empty database in memory. By itself it would spill into the working folder, whosever that is.</summary>
    public static DuckDBConnection Open(string folder)
    {
        var connection = new DuckDBConnection(Connection);
        connection.Open();
        string spill = Path.Combine(folder, SpillFolder).Replace("'", "''", StringComparison.Ordinal);
        Run(connection, $"SET temp_directory = '{spill}'");
        return connection;
    }

    public static void Create(DuckDBConnection connection, string predictions, string evidence) =>
        Run(connection, $"CREATE TABLE {predictions} ({PredictionColumns}); CREATE TABLE {evidence} ({EvidenceColumns});");

    public static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Adds the predictions of a commit.</summary>
    /// <returns>Whether one of them has evidence.</returns>
    public static bool Append(
        DuckDBAppender predictions, DuckDBAppender evidence, IReadOnlyList<StoredRequest> requests, long firstRow)
    {
        bool any = false;
        long row = firstRow;
        foreach (var request in requests)
        {
            foreach (var item in request.Items)
            {
                string label = request.Labels[item.Label];
                Append(predictions, request, item, label, row);
                for (int i = 0; i < item.Pieces?.Length; i++)
                {
                    any = true;
                    evidence.CreateRow()
                        .AppendValue(item.Pieces[i])
                        .AppendValue(row)
                        .AppendValue(i)
                        .AppendValue(item.Shares![i])
                        .EndRow();
                }

                row++;
            }
        }

        return any;
    }

    private static void Append(DuckDBAppender predictions, StoredRequest request, StoredItem item, string label, long number)
    {
        var (high, low) = IdHalves.Of(request.Id);
        var row = predictions.CreateRow()
            .AppendValue(number)
            .AppendValue(high)
            .AppendValue(low)
            .AppendValue(item.Index)
            .AppendValue(request.At)
            .AppendValue(request.Model)
            .AppendValue(request.Version)
            .AppendValue(request.Cohort)
            .AppendValue(request.Block)
            .AppendValue(label)
            .AppendValue(item.Scores)
            .AppendValue(item.Scores[item.Label])
            .AppendValue(Certainty.Kept(item.Margin, Certainty.MarginOf(item.Scores, item.Label)))
            .AppendValue(Certainty.Kept(item.Entropy, Certainty.EntropyOf(item.Scores)))
            .AppendValue(item.Tokens)
            .AppendValue(item.Read)
            .AppendValue(item.Unknown)
            .AppendValue(item.TextHash[..KeyedHash.FileBytes])
            .AppendValue(item.Text);
        (request.Caller is { } caller ? row.AppendValue(caller) : row.AppendNullValue()).EndRow();
    }
}
