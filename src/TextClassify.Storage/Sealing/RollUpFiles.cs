using DuckDB.NET.Data;
using TextClassify.Storage.Outbox;

namespace TextClassify.Storage.Sealing;

/// <summary>Adds up a file, so that questions about many predictions read few rows.</summary>
internal static class RollUpFiles
{
    /// <summary>Sums that are not fewer than predictions over this save nothing.</summary>
    private const long LeastSaving = 2;

    /// <summary>The same of tokens' sums and shares.</summary>
    private const long LeastTokenSaving = 4;

    /// <summary>Rows that are read together: one token's lie in one such group.</summary>
    private const string Group = ", ROW_GROUP_SIZE 8192";

    public static RollUps Write(string folder, SealedFile file)
    {
        using var connection = ParquetTables.Open(folder);
        ParquetTables.Run(
            connection,
            $"""
            CREATE VIEW predictions AS SELECT * FROM {ParquetFiles.From(folder, [file.Predictions])};
            CREATE TABLE sums ({RollUpTables.SumColumns});
            INSERT INTO sums {RollUpTables.Sums()};
            """);
        var made = RollUps.None;
        if (Count(connection, "sums") * LeastSaving <= file.Rows)
        {
            ParquetFiles.Copy(
                connection, "SELECT * FROM sums ORDER BY kind, by_request, model, version, label, cohort, since, unit, bin", folder,
                file.Sums);
            made |= RollUps.Predictions;
        }

        return file.Evidence ? made | WriteTokens(connection, folder, file) : made;
    }

    private static RollUps WriteTokens(DuckDBConnection connection, string folder, SealedFile file)
    {
        ParquetTables.Run(
            connection,
            $"""
            DROP TABLE sums;
            CREATE VIEW evidence AS SELECT * FROM {ParquetFiles.From(folder, [file.Shares])};
            CREATE TABLE by_cohort ({RollUpTables.TokenColumns});
            INSERT INTO by_cohort {RollUpTables.Tokens()};
            CREATE TABLE of_all ({RollUpTables.TokenColumns});
            INSERT INTO of_all {RollUpTables.TokensOfAllCohorts("by_cohort")};
            """);
        long most = Count(connection, "evidence") / LeastTokenSaving;
        var made = Count(connection, "by_cohort") <= most ? RollUps.Tokens | RollUps.TokensByCohort
            : Count(connection, "of_all") <= most ? RollUps.Tokens
            : RollUps.None;
        if (made != RollUps.None)
        {
            string table = made.HasFlag(RollUps.TokensByCohort) ? "by_cohort" : "of_all";
            ParquetFiles.Copy(
                connection, $"SELECT * FROM {table} ORDER BY token, model, version, label, cohort, since", folder, file.Tokens, Group);
        }

        return made;
    }

    private static long Count(DuckDBConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
