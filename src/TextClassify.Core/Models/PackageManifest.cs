using System.Text.Json.Serialization;

namespace TextClassify.Models;

/// <summary>What every package's <c>model.json</c> says, whatever its task. Its properties stand around those of the task.</summary>
public abstract record PackageManifest
{
    private const int First = -1;
    private const int Last = 1;

    [JsonPropertyOrder(First)]
    public required int SchemaVersion { get; init; }

    /// <summary>1 to 64 of [a-z0-9-], starting with a letter; also the package's folder.</summary>
    [JsonPropertyOrder(First)]
    public required string Name { get; init; }

    /// <summary>1 to 32 of [A-Za-z0-9.-]; also the version's folder.</summary>
    [JsonPropertyOrder(First)]
    public required string Version { get; init; }

    /// <summary>Names the kind that reads the rest of the package.</summary>
    [JsonPropertyOrder(First)]
    public required string Architecture { get; init; }

    /// <summary>What the model does, in a word: one of the words its kind knows.</summary>
    [JsonPropertyOrder(First)]
    public required string Task { get; init; }

    /// <summary>One sentence for people who list the models.</summary>
    [JsonPropertyOrder(First)]
    public required string Description { get; init; }

    /// <summary>Codes of ISO 639-1 of the languages it reads; null where nobody said.</summary>
    [JsonPropertyOrder(First)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Languages { get; init; }

    [JsonPropertyOrder(Last)]
    public required TrainingRecord Training { get; init; }

    /// <summary>Development figures by name: accuracy, macro_f1, ece, loss, bits_per_character ...</summary>
    [JsonPropertyOrder(Last)]
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>SHA-256 (lower-case hex) of every other file of the package.</summary>
    [JsonPropertyOrder(Last)]
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <param name="Data">What it was trained on, in words.</param>
/// <param name="Recipe">Recipe file name or the user's file name.</param>
/// <param name="Seed">The seed of the shipped run.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="Commit">The commit that trained it, or <c>unknown</c>.</param>
public sealed record TrainingRecord(string Data, string Recipe, int Seed, int Rows, string Commit);
