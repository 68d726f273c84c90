using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Sealing;

/// <summary>Finds what is to be erased.</summary>
internal static class ErasedFiles
{
    /// <summary>The files that have predictions of a condition.</summary>
    public static List<SealedFile> Holding(string folder, IReadOnlyList<SealedFile> files, string condition)
    {
        using var connection = ParquetTables.Open(folder);
        return Holding(connection, folder, files, condition);
    }

    /// <summary>The same over a connection that has what the condition reads.</summary>
    public static List<SealedFile> Holding(
        DuckDBConnection connection, string folder, IReadOnlyList<SealedFile> files, string condition)
    {
        if (files.Count == 0)
        {
            return [];
        }

        using var command = connection.CreateCommand();
        string from = ParquetFiles.Predictions(folder, files.Select(file => file.Predictions), named: true);
        command.CommandText = $"SELECT DISTINCT parse_filename(filename) FROM {from} WHERE {condition}";
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return [.. files.Where(file => names.Contains(file.Predictions))];
    }

    /// <summary>Which predictions of a file they are.</summary>
    public static List<(Guid Id, int Item)> Ids(string folder, SealedFile file, string condition)
    {
        using var connection = ParquetTables.Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT id_high, id_low, item FROM {ParquetFiles.Predictions(folder, [file.Predictions])} WHERE {condition}";
        var ids = new List<(Guid Id, int Item)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            ids.Add((IdHalves.Join(reader.GetInt64(0), reader.GetFieldValue<ulong>(1)), reader.GetInt32(2)));
        }

        return ids;
    }
}
