using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>Short ways to a command with numbered parameters.</summary>
internal static class Sql
{
    /// <param name="connection">Open.</param>
    /// <param name="transaction">The connection's own, or null.</param>
    /// <param name="text">With ?1, ?2 ... for the values.</param>
    /// <param name="values">In that order.</param>
    public static int Run(this SqliteConnection connection, SqliteTransaction? transaction, string text, params object[] values)
    {
        using var command = Command(connection, transaction, text, values);
        return command.ExecuteNonQuery();
    }

    public static long Number(this SqliteConnection connection, SqliteTransaction? transaction, string text, params object[] values)
    {
        using var command = Command(connection, transaction, text, values);
        return command.ExecuteScalar() is long number ? number : 0;
    }

    public static List<T> Rows<T>(
        this SqliteConnection connection,
        SqliteTransaction? transaction,
        Func<SqliteDataReader, T> row,
        string text,
        params object[] values)
    {
        using var command = Command(connection, transaction, text, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string text, object[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"?{i + 1}", values[i]);
        }

        return command;
    }
}
