namespace TextClassify.Api.Models;

/// <summary>What is said of every model that is served, whatever its task. Its properties stand around those of the task.</summary>
internal record PackageDescription
{
    private const int First = -1;
    private const int Last = 1;

    internal PackageDescription(ILoadedModel model, ModelSnapshot current)
    {
        var manifest = model.Manifest;
        (Name, Version, Description, Architecture, Task) =
            (manifest.Name, manifest.Version, manifest.Description, manifest.Architecture, manifest.Task);
        (Metrics, Files) = (manifest.Metrics, manifest.Files);
        (Sha256, LoadedAt) = (model.Sha256, model.LoadedAt);
        State = VersionStates.Of(Name, Version, current);
        var training = manifest.Training;
        Training = new TrainingDescription(training.Data, training.Recipe, training.Seed, training.Rows, training.Commit);
        ExecutionProvider = new ProviderDescription(
            model.Provider.Requested.ToString(), model.Provider.Effective.ToString(), model.Provider.Reason);
    }

    [JsonPropertyOrder(First)]
    public string Name { get; init; }

    [JsonPropertyOrder(First)]
    public string Version { get; init; }

    /// <summary>
    /// active (answers requests that name no version), canary (answers a share of them), suspended (a canary that does not answer its
    /// golden text, and takes no traffic until it does), shadow (is compared) or ready.
    /// </summary>
    [JsonPropertyOrder(First)]
    public string State { get; init; }

    /// <summary>SHA-256 of its <c>model.json</c>.</summary>
    [JsonPropertyOrder(First)]
    public string Sha256 { get; init; }

    [JsonPropertyOrder(First)]
    public string Description { get; init; }

    [JsonPropertyOrder(First)]
    public string Architecture { get; init; }

    [JsonPropertyOrder(First)]
    public string Task { get; init; }

    /// <summary>Development figures.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyDictionary<string, double> Metrics { get; init; }

    [JsonPropertyOrder(Last)]
    public TrainingDescription Training { get; init; }

    /// <summary>Where the model runs.</summary>
    [JsonPropertyOrder(Last)]
    public ProviderDescription ExecutionProvider { get; init; }

    /// <summary>When it began to serve.</summary>
    [JsonPropertyOrder(Last)]
    [JsonRequired]
    public DateTimeOffset LoadedAt { get; init; }

    /// <summary>SHA-256 of every other file of the package.</summary>
    [JsonPropertyOrder(Last)]
    public IReadOnlyDictionary<string, string> Files { get; init; }
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
