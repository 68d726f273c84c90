using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Sealing;

/// <summary>Adds up a file, or the sums of several, so that questions about many predictions read few rows.</summary>
internal static class RollUpFiles
{
    /// <summary>Sums that are not fewer than predictions over this save nothing. A question reads one kind of them.</summary>
    private const long LeastSaving = 2;

    /// <summary>The same of tokens' sums and shares.</summary>
    private const long LeastTokenSaving = 4;

    /// <summary>Rows that are read together: counts alone, or one token's, lie in one such group.</summary>
    private const string Group = ", ROW_GROUP_SIZE 8192";

    public static RollUps Write(string folder, SealedFile file)
    {
        using var connection = ParquetTables.Open(folder);
        ParquetTables.Run(
            connection,
            $"""
            CREATE VIEW predictions AS SELECT * FROM {ParquetFiles.Predictions(folder, [file.Predictions])};
            CREATE TABLE sums ({RollUpTables.SumColumns});
            CREATE TABLE cells ({RollUpTables.SumColumns});
            INSERT INTO sums {RollUpTables.Counts()};
            INSERT INTO cells {RollUpTables.Cells()};
            """);
        long most = file.Rows / LeastSaving;
        var made = RollUps.None;
        if (Number(connection, "SELECT count(*) FROM sums") <= most)
        {
            made |= RollUps.Counts;
        }
        else
        {
            ParquetTables.Run(connection, "DELETE FROM sums");
        }

        made |= AddCells(connection, most);
        if (made != RollUps.None)
        {
            WriteSums(connection, folder, file);
        }

        return file.Evidence ? made | WriteTokens(connection, folder, file) : made;
    }

    /// <summary>Adds up sums, for windows that hold all that they are of.</summary>
    public static void Write(string folder, SumGroup group, IEnumerable<ISummed> parts)
    {
        using var connection = ParquetTables.Open(folder);
        if (group.Has(RollUps.Counts) || group.Has(RollUps.Histograms))
        {
            string kinds = (group.Has(RollUps.Counts), group.Has(RollUps.Histograms)) switch
            {
                (true, true) => "true",
                (true, false) => $"kind = {(int)CellKind.Sums}",
                _ => $"kind <> {(int)CellKind.Sums}",
            };
            string source = $"(FROM {ParquetFiles.From(folder, parts.Select(part => part.Sums))} WHERE {kinds})";
            string over = RollUpTables.SumsOver(source, days: false, group.Has(RollUps.HistogramsByCohort));
            ParquetTables.Run(connection, $"CREATE TABLE sums ({RollUpTables.SumColumns}); INSERT INTO sums {over};");
            WriteSums(connection, folder, group);
        }

        if (group.Has(RollUps.Tokens))
        {
            string source = RollUpTables.Wide(ParquetFiles.From(folder, parts.Select(part => part.Tokens)));
            string over = RollUpTables.TokensOver(source, days: false, group.Has(RollUps.TokensByCohort));
            ParquetTables.Run(connection, $"CREATE TABLE tokens ({RollUpTables.TokenColumns}); INSERT INTO tokens {over};");
            WriteTokens(connection, folder, group, "tokens");
        }
    }

    private static RollUps AddCells(DuckDBConnection connection, long most)
    {
        const string Largest = "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM {0} GROUP BY kind, by_request)";
        if (Number(connection, Largest.Replace("{0}", "cells", StringComparison.Ordinal)) <= most)
        {
            ParquetTables.Run(connection, "INSERT INTO sums FROM cells");
            return RollUps.Histograms | RollUps.HistogramsByCohort;
        }

        string over = RollUpTables.SumsOver("cells", days: true, cohorts: false);
        ParquetTables.Run(connection, $"CREATE TABLE fewer ({RollUpTables.SumColumns}); INSERT INTO fewer {over};");
        if (Number(connection, Largest.Replace("{0}", "fewer", StringComparison.Ordinal)) > most)
        {
            return RollUps.None;
        }

        ParquetTables.Run(connection, "INSERT INTO sums FROM fewer");
        return RollUps.Histograms;
    }

    private static RollUps WriteTokens(DuckDBConnection connection, string folder, SealedFile file)
    {
        ParquetTables.Run(
            connection,
            $"""
            CREATE VIEW evidence AS SELECT * FROM {ParquetFiles.From(folder, [file.Shares])};
            CREATE TABLE by_cohort ({RollUpTables.TokenColumns});
            INSERT INTO by_cohort {RollUpTables.Tokens()};
            """);
        long most = Number(connection, "SELECT count(*) FROM evidence") / LeastTokenSaving;
        if (Number(connection, "SELECT count(*) FROM by_cohort") <= most)
        {
            WriteTokens(connection, folder, file, "by_cohort");
            return RollUps.Tokens | RollUps.TokensByCohort;
        }

        string over = RollUpTables.TokensOver("by_cohort", days: true, cohorts: false);
        ParquetTables.Run(connection, $"CREATE TABLE of_all ({RollUpTables.TokenColumns}); INSERT INTO of_all {over};");
        if (Number(connection, "SELECT count(*) FROM of_all") > most)
        {
            return RollUps.None;
        }

        WriteTokens(connection, folder, file, "of_all");
        return RollUps.Tokens;
    }

    private static void WriteSums(DuckDBConnection connection, string folder, ISummed summed) => ParquetFiles.Copy(
        connection, "SELECT * FROM sums ORDER BY kind, by_request, model, version, label, cohort, since, unit, bin", folder, summed.Sums,
        Group);

    private static void WriteTokens(DuckDBConnection connection, string folder, ISummed summed, string table) => ParquetFiles.Copy(
        connection, $"{RollUpTables.Narrow(table)} ORDER BY token, model, version, label, cohort, since", folder, summed.Tokens, Group);

    private static long Number(DuckDBConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        return (long)command.ExecuteScalar()!;
    }
}
