using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace TextClassify.Storage.Shared;

/// <summary>
/// The PostgreSQL database that replicas share: commits that are in no file yet, the files, and labels that came later. Its tables are in
/// the first schema of the search path, and move forward by the scripts of this folder, which DbUp runs once each.
/// </summary>
internal sealed class SharedDatabase : IDisposable
{
    private const string DefaultSchema = "textclassify";
    private const string Scripts = ".Shared.Scripts.";

    /// <summary>Seconds until a connection counts as refused: questions wait for it.</summary>
    private const int ConnectTimeout = 3;

    /// <summary>Seconds.</summary>
    private const int CleanTimeout = 3_600;

    private readonly string _scriptText;
    private readonly string _schema;
    private readonly NpgsqlDataSource _source;

    public SharedDatabase(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text);
        if (string.IsNullOrEmpty(settings.SearchPath))
        {
            settings.SearchPath = DefaultSchema;
        }

        if (settings.Timeout == new NpgsqlConnectionStringBuilder().Timeout)
        {
            settings.Timeout = ConnectTimeout;
        }

        settings.ApplicationName ??= nameof(TextClassify);
        _schema = settings.SearchPath.Split(',')[0].Trim().Trim('"');
        _source = NpgsqlDataSource.Create(settings);

        // Scripts run once; a pool would keep their connection open.
        settings.Pooling = false;
        _scriptText = settings.ConnectionString;
    }

    /// <exception cref="NpgsqlException">It can't be reached, or refused.</exception>
    public NpgsqlConnection Open() => _source.OpenConnection();

    /// <summary>Brings the tables to this program's form; one replica at a time.</summary>
    /// <exception cref="InvalidDataException">A script failed.</exception>
    public void Upgrade()
    {
        using var connection = Open();
        using var turn = connection.BeginTransaction();
        connection.Run("SELECT pg_advisory_xact_lock(hashtextextended('textclassify upgrade ' || $1, 0))", _schema);
        using (var other = Open())
        {
            // Whoever may not make schemas can be given one.
            if (other.Value<bool>("SELECT to_regnamespace(quote_ident($1)) IS NULL", _schema))
            {
                other.Run($"CREATE SCHEMA \"{_schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            }
        }

        var result = DeployChanges.To
            .PostgresqlDatabase(_scriptText, _schema)
            .WithScriptsEmbeddedInAssembly(typeof(SharedDatabase).Assembly, name => name.Contains(Scripts, StringComparison.Ordinal))
            .JournalToPostgresqlTable(_schema, "schema_versions")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidDataException($"The script {result.ErrorScript?.Name} of the database failed.", result.Error);
        }
    }

    /// <summary>Gives the space of what was deleted to what comes, outside of any transaction.</summary>
    public void Clean()
    {
        using var connection = Open();
        using var command = new NpgsqlCommand("VACUUM file_parts, outbox, feedback, erasures", connection);
        command.CommandTimeout = CleanTimeout;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _source.Dispose();
}
