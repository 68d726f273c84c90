using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Sealing;

/// <summary>
/// Writes files that are whole or not there: under another name first, then to the disk, then renamed. DuckDB reads and writes Parquet in
/// memory and keeps no file of its own, so no log of it has to be read after a crash.
/// </summary>
internal static class ParquetFiles
{
    public const string Suffix = ".parquet";

    private const string Unfinished = ".part";

    /// <summary>Evidence lies by token, so that a question about one reads few rows. Places and shares of one token are much alike, and so
    /// take few bytes in order; its rows take as many as they may in any.</summary>
    private const string EvidenceOrder = "token, position, share, row";

    /// <summary>Of version 2: numbers that lie in order are written as differences, which are small. Sorting takes most of the time, so a
    /// level that packs harder costs little.</summary>
    private const string Form = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, PARQUET_VERSION V2";

    public static SealedFile Write(string folder, long number, IReadOnlyList<OutboxFrame> frames)
    {
        using var connection = ParquetTables.Open(folder);
        ParquetTables.Create(connection, "predictions", "evidence");
        bool evidence = false;
        using (var predictions = connection.CreateAppender("predictions"))
        using (var shares = connection.CreateAppender("evidence"))
        {
            foreach (var frame in frames)
            {
                evidence |= ParquetTables.Append(predictions, shares, RecordFrame.Read(frame.Body), frame.FirstRow);
            }
        }

        return Write(connection, folder, number, evidence);
    }

    /// <summary>Makes one file of several.</summary>
    public static SealedFile Merge(string folder, long number, IReadOnlyList<SealedFile> files)
    {
        using var connection = ParquetTables.Open(folder);
        ParquetTables.Run(
            connection, $"CREATE VIEW predictions AS SELECT * FROM {Predictions(folder, files.Select(file => file.Predictions))};");
        string[] shares = [.. files.Where(file => file.Evidence).Select(file => file.Shares)];
        if (shares.Length > 0)
        {
            ParquetTables.Run(connection, $"CREATE VIEW evidence AS SELECT * FROM {From(folder, shares)};");
        }

        return Write(connection, folder, number, shares.Length > 0);
    }

    /// <summary>What is left of a file without some of its predictions; null where nothing is. Its rows keep their numbers.</summary>
    public static SealedFile? Without(string folder, long number, SealedFile file, string condition)
    {
        using var connection = ParquetTables.Open(folder);
        ParquetTables.Run(
            connection,
            $"""
            CREATE VIEW predictions AS SELECT * FROM {Predictions(folder, [file.Predictions])} WHERE coalesce({condition}, false) = false;
            """);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM predictions";
        if (command.ExecuteScalar() is 0L)
        {
            return null;
        }

        if (file.Evidence)
        {
            ParquetTables.Run(
                connection, $"CREATE VIEW evidence AS SELECT * FROM {From(folder, [file.Shares])} SEMI JOIN predictions USING (row);");
        }

        return Write(connection, folder, number, file.Evidence) with { LastRow = file.LastRow };
    }

    /// <summary>Predictions of files, also of those of a program that knew no callers and kept ids whole.</summary>
    /// <param name="folder">Of the store.</param>
    /// <param name="names">Some.</param>
    /// <param name="named">Whether each row tells its file, as filename.</param>
    public static string Predictions(string folder, IEnumerable<string> names, bool named)
    {
        string from = From(folder, names, named);
        return $"""
            (SELECT * EXCLUDE (id) REPLACE ({IdHalves.OfEarlier}, {Derived.Whole}) FROM (
              SELECT * FROM {from} UNION ALL BY NAME
              SELECT NULL::BLOB AS caller, NULL::UUID AS id, NULL::BIGINT AS id_high, NULL::UBIGINT AS id_low WHERE false))
            """;
    }

    /// <summary>The same without files' names.</summary>
    public static string Predictions(string folder, IEnumerable<string> names) => Predictions(folder, names, named: false);

    /// <summary>A table function over files; those of an earlier program may lack columns.</summary>
    public static string From(string folder, IEnumerable<string> names) => From(folder, names, named: false);

    /// <param name="folder">Of the store.</param>
    /// <param name="names">Some.</param>
    /// <param name="named">Whether each row tells its file, as filename.</param>
    public static string From(string folder, IEnumerable<string> names, bool named) =>
        $"read_parquet([{string.Join(", ", names.Select(name => Quoted(Path.Combine(folder, name))))}], union_by_name = true"
            + (named ? ", filename = true)" : ")");

    /// <param name="connection">Has what the query reads.</param>
    /// <param name="query">The rows in their order.</param>
    /// <param name="folder">Of the store.</param>
    /// <param name="name">Of the file.</param>
    /// <param name="more">Further choices of its form.</param>
    public static void Copy(DuckDBConnection connection, string query, string folder, string name, string more = "")
    {
        string path = Path.Combine(folder, name);
        ParquetTables.Run(connection, $"COPY ({query}) TO {Quoted(path + Unfinished)} ({Form}{more})");
        using (var file = new FileStream(path + Unfinished, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
    }

    private static SealedFile Write(DuckDBConnection connection, string folder, long number, bool evidence)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT count(*), max(row), min(id_high), max(id_high), min(ts), max(ts) FROM predictions";
        SealedFile file;
        using (var reader = command.ExecuteReader())
        {
            reader.Read();
            file = new SealedFile(
                number, reader.GetInt64(0), reader.GetInt64(1), IdHalves.Join(reader.GetInt64(2), ulong.MinValue).ToString(),
                IdHalves.Join(reader.GetInt64(3), ulong.MaxValue).ToString(), reader.GetInt64(4), reader.GetInt64(5), evidence);
        }

        if (evidence)
        {
            Copy(connection, $"SELECT * FROM evidence ORDER BY {EvidenceOrder}", folder, file.Shares);
        }

        Copy(connection, $"SELECT * REPLACE ({Derived.Kept}) FROM predictions ORDER BY row", folder, file.Predictions);
        return file;
    }

    private static string Quoted(string path) => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'";
}
