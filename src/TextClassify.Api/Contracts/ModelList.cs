namespace TextClassify.Api.Contracts;

/// <summary>The models that are served.</summary>
/// <param name="Default">The model of requests that name none; absent when they must.</param>
/// <param name="Models">By name and version.</param>
/// <param name="Refused">Packages that failed a check and do not serve.</param>
internal sealed record ModelList(ModelReference? Default, IReadOnlyList<ModelDescription> Models, IReadOnlyList<PackageRefusal> Refused);

/// <param name="Name">The package's folder.</param>
/// <param name="Version">Its version's folder.</param>
/// <param name="Reason">The file at fault and what is wrong with it.</param>
internal sealed record PackageRefusal(string Name, string Version, string Reason);

/// <summary>A model that is served.</summary>
internal sealed record ModelDescription
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    /// <summary>SHA-256 of its <c>model.json</c>.</summary>
    public required string Sha256 { get; init; }

    public required string Description { get; init; }

    public required string Architecture { get; init; }

    public required string Task { get; init; }

    /// <summary>In the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What its package gives: evidence, word_weights, hidden_states, gradients.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Names of the methods that <c>/explain</c> takes for this model.</summary>
    public required IReadOnlyList<string> Explainers { get; init; }

    public required ModelLimits Limits { get; init; }

    public required StateWidths Widths { get; init; }

    /// <summary>Divides the logits before softmax.</summary>
    public required double Temperature { get; init; }

    /// <summary>Development figures.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public required TrainingDescription Training { get; init; }

    /// <summary>Where the model runs.</summary>
    public required ProviderDescription ExecutionProvider { get; init; }

    /// <summary>When it began to serve.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>SHA-256 of every other file of the package.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <param name="MaxTokens">Longer texts are cut there.</param>
/// <param name="MaxTextLength">Longer texts are refused, in UTF-16 code units.</param>
/// <param name="MaxInputs">Most inputs of one JSON request.</param>
internal sealed record ModelLimits(int MaxTokens, int MaxTextLength, int MaxInputs);

/// <param name="Forward">Numbers in a forward or backward state.</param>
/// <param name="Word">Numbers in a word state.</param>
/// <param name="Aspects">Rows of the word-weight matrix.</param>
internal sealed record StateWidths(int Forward, int Word, int Aspects);

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
