using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.Models;

namespace TextClassify.Kinds;

/// <summary>A models folder with versions of a word list beside the classifier of random weights.</summary>
internal sealed class TallyPackages : IDisposable
{
    public const string Name = "tally";

    private readonly VersionedModels _models = new("1");

    public TallyPackages(params string[] versions) => Array.ForEach(versions, version => Add(version));

    public string Folder => _models.Folder;

    /// <param name="version">Its folder.</param>
    /// <param name="golden">The label its golden text is said to have.</param>
    public void Add(string version, string golden = "bright")
    {
        var manifest = new TallyManifest
        {
            SchemaVersion = 1,
            Name = Name,
            Version = version,
            Architecture = TallyManifest.ArchitectureName,
            Task = "classification",
            Description = "Adds up words.",
            Tally = new TallyTable(
                ["gloomy", "bright"],
                new() { ["good"] = [-1, 1.5f], ["dull"] = [2, -1], ["film"] = [0.25f, 0.25f] },
                new() { ["good film"] = golden }),
            Training = new TrainingRecord("by hand", "none", 1, 3, "unknown"),
            Metrics = new Dictionary<string, double>(),
            Files = new Dictionary<string, string>(),
        };
        string folder = Directory.CreateDirectory(Path.Combine(Folder, Name, version)).FullName;
        File.WriteAllText(Path.Combine(folder, ModelManifest.FileName), JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web));
    }

    public void Dispose() => _models.Dispose();
}
