using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace TextClassify.Storage.Outbox;

/// <summary>
/// The SQLite database of a folder: commits that are in no file yet, the list of files, and labels that came later. Its schema moves
/// forward by the scripts of this folder, which DbUp runs once each.
/// </summary>
internal sealed class OutboxDatabase
{
    public const string FileName = "outbox.db";

    /// <summary>The shared database has others.</summary>
    private const string Scripts = ".Outbox.Scripts.";

    /// <summary>Milliseconds that a connection waits for another one's commit.</summary>
    private const int BusyTimeout = 10_000;

    private readonly string _connection;

    public OutboxDatabase(string folder) => _connection = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(folder, FileName),
        Pooling = false,
    }.ToString();

    /// <exception cref="InvalidDataException">A script failed.</exception>
    public void Upgrade()
    {
        var result = DeployChanges.To
            .SqliteDatabase(_connection)
            .WithScriptsEmbeddedInAssembly(typeof(OutboxDatabase).Assembly, name => name.Contains(Scripts, StringComparison.Ordinal))
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidDataException($"The script {result.ErrorScript?.Name} of {FileName} failed.", result.Error);
        }
    }

    /// <summary>A connection whose commits are on the disk before they return.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        Run(connection, $"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout={BusyTimeout};");
        return connection;
    }

    /// <summary>A connection that changes nothing and sees one state for as long as its transaction lasts.</summary>
    public SqliteConnection OpenForReading()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        Run(connection, $"PRAGMA busy_timeout={BusyTimeout}; PRAGMA query_only=ON;");
        return connection;
    }

    /// <summary>Leaves nothing in the files of what was deleted. False where somebody reads an earlier state; then again later.</summary>
    public static bool Purge(SqliteConnection connection)
    {
        Run(connection, "VACUUM");
        return connection.Rows(null, row => row.GetInt64(0), "PRAGMA wal_checkpoint(TRUNCATE)") is [0];
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
