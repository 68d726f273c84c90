using Npgsql;

namespace TextClassify.Storage.Shared;

/// <summary>Short ways to a command with numbered parameters. A command is part of the transaction that its connection is in.</summary>
internal static class PgSql
{
    /// <param name="connection">Open.</param>
    /// <param name="text">With $1, $2 ... for the values.</param>
    /// <param name="values">In that order.</param>
    public static int Run(this NpgsqlConnection connection, string text, params object[] values)
    {
        using var command = Command(connection, text, values);
        return command.ExecuteNonQuery();
    }

    public static T Value<T>(this NpgsqlConnection connection, string text, params object[] values)
    {
        using var command = Command(connection, text, values);
        return (T)command.ExecuteScalar()!;
    }

    public static List<T> Rows<T>(this NpgsqlConnection connection, Func<NpgsqlDataReader, T> row, string text, params object[] values)
    {
        using var command = Command(connection, text, values);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (object value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
