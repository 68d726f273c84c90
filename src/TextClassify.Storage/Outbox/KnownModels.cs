using System.Text.Json;
using Microsoft.Data.Sqlite;
using TextClassify.Storage.Records;

namespace TextClassify.Storage.Outbox;

/// <summary>Keeps the labels of each model and version that comes, once.</summary>
internal sealed class KnownModels
{
    private readonly HashSet<(string Name, string Version)> _known = [];

    public void Note(SqliteConnection connection, SqliteTransaction transaction, IEnumerable<StoredRequest> requests)
    {
        foreach (var request in requests)
        {
            if (!_known.Contains((request.Model, request.Version)))
            {
                connection.Run(
                    transaction, "INSERT OR REPLACE INTO models (name, version, labels) VALUES (?1, ?2, ?3)",
                    request.Model, request.Version, JsonSerializer.Serialize(request.Labels));
                _known.Add((request.Model, request.Version));
            }
        }
    }

    /// <summary>After a commit that failed.</summary>
    public void Clear() => _known.Clear();
}
