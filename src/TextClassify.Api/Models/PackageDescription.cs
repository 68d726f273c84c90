using System.Text.Json.Serialization;

namespace TextClassify.Api.Models;

/// <summary>What is said of every model that is served, whatever its task. Its properties stand around those of the task.</summary>
internal abstract record PackageDescription
{
    private const int First = -1;
    private const int Last = 1;

    [JsonPropertyOrder(First)]
    public required string Name { get; init; }

    [JsonPropertyOrder(First)]
    public required string Version { get; init; }

    /// <summary>
    /// active (answers requests that name no version), canary (answers a share of them), suspended (a canary that does not answer its golden text, and
    /// takes no traffic until it does), shadow (is compared) or ready.
    /// </summary>
    [JsonPropertyOrder(First)]
    public required string State { get; init; }

    /// <summary>SHA-256 of its <c>model.json</c>.</summary>
    [JsonPropertyOrder(First)]
    public required string Sha256 { get; init; }

    [JsonPropertyOrder(First)]
    public required string Description { get; init; }

    [JsonPropertyOrder(First)]
    public required string Architecture { get; init; }

    [JsonPropertyOrder(First)]
    public required string Task { get; init; }

    /// <summary>Development figures.</summary>
    [JsonPropertyOrder(Last)]
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    [JsonPropertyOrder(Last)]
    public required TrainingDescription Training { get; init; }

    /// <summary>Where the model runs.</summary>
    [JsonPropertyOrder(Last)]
    public required ProviderDescription ExecutionProvider { get; init; }

    /// <summary>When it began to serve.</summary>
    [JsonPropertyOrder(Last)]
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>SHA-256 of every other file of the package.</summary>
    [JsonPropertyOrder(Last)]
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <param name="Data">What it was trained on.</param>
/// <param name="Recipe">The recipe's file.</param>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Rows">Training rows.</param>
/// <param name="Commit">The commit that trained it.</param>
internal sealed record TrainingDescription(string Data, string Recipe, int Seed, int Rows, string Commit);

/// <param name="Requested">What the configuration asks for: Auto, Cpu or Cuda.</param>
/// <param name="Effective">What the model got: Cpu or Cuda.</param>
/// <param name="Reason">Why.</param>
internal sealed record ProviderDescription(string Requested, string Effective, string Reason);
