namespace TextClassify.Api.Models;

/// <summary>The models that are served.</summary>
/// <param name="Default">The model of requests that name none; absent when they must.</param>
/// <param name="Models">The classifiers, by name and version.</param>
/// <param name="LanguageModels">The language models, likewise.</param>
/// <param name="Translators">The translators, likewise.</param>
/// <param name="Refused">Packages that failed a check and do not serve.</param>
/// <param name="Running">How all of them are run.</param>
internal sealed record ModelList(
    ModelReference? Default,
    IReadOnlyList<ModelDescription> Models,
    IReadOnlyList<LanguageModelDescription> LanguageModels,
    IReadOnlyList<TranslatorDescription> Translators,
    IReadOnlyList<PackageRefusal> Refused,
    RunningDescription Running);

/// <summary>What the settings of section Inference come to on this machine.</summary>
/// <param name="ConcurrentRuns">Runs at the same time, over all models.</param>
/// <param name="IntraOpThreads">Threads inside one run.</param>
/// <param name="QueueCapacity">Calls of one model that may wait.</param>
/// <param name="MaxBatchTokens">Most tokens of one run, padding included.</param>
/// <param name="MaxBulkBatchTokens">The same for an explanation or a stream.</param>
/// <param name="MaxBatchRows">Most rows of one run.</param>
/// <param name="MaxPaddingRatio">Padded tokens over real ones in one run.</param>
/// <param name="RunCostTokens">What a run takes beside its tokens, in tokens; rows join a run while that makes a token cheaper.</param>
/// <param name="BulkShare">Share of a core that a run of explanations and streams gets while an interactive one wants it.</param>
/// <param name="MaxQueueMs">Longest wait of an interactive call, in milliseconds.</param>
internal sealed record RunningDescription(
    int ConcurrentRuns,
    int IntraOpThreads,
    int QueueCapacity,
    int MaxBatchTokens,
    int MaxBulkBatchTokens,
    int MaxBatchRows,
    double MaxPaddingRatio,
    int RunCostTokens,
    double BulkShare,
    double MaxQueueMs);

/// <param name="Name">The package's folder.</param>
/// <param name="Version">Its version's folder.</param>
/// <param name="Reason">The file at fault and what is wrong with it.</param>
internal sealed record PackageRefusal(string Name, string Version, string Reason);

/// <summary>A classifier that is served.</summary>
internal sealed record ModelDescription : PackageDescription
{
    internal ModelDescription(ILoadedModel model, ModelSnapshot current)
        : base(model, current)
    {
    }

    /// <summary>In the order of the logits.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>What its package gives: evidence, word_weights, hidden_states, gradients, contextual, embeddings, aspects.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Names of the methods that <c>/explain</c> takes for this model.</summary>
    public required IReadOnlyList<string> Explainers { get; init; }

    public required ModelLimits Limits { get; init; }

    public required StateWidths Widths { get; init; }

    /// <summary>"smiles" where texts are molecules or reactions; absent where they are words.</summary>
    public string? Notation { get; init; }

    /// <summary>Zones that each direction's gates are made of; of a model of aspects.</summary>
    public ZoneWidths? Zones { get; init; }

    /// <summary>What <c>sources</c> of an input may be; of a model of several sources.</summary>
    public IReadOnlyList<SourceLimits>? Sources { get; init; }

    /// <summary>Exchanges of messages, which <c>communication</c> may make fewer; of a model of several sources.</summary>
    public int? Rounds { get; init; }

    /// <summary>Divides the logits before softmax or sigmoid.</summary>
    public required double Temperature { get; init; }

    /// <summary>
    /// "independent" where a text may have several labels, or none: scores then need not add up to 1. Without it one label excludes the
    /// others.
    /// </summary>
    public string? Outputs { get; init; }

    /// <summary>Of independent labels, in their order: the score from which on a text has the label.</summary>
    public IReadOnlyList<double>? Thresholds { get; init; }
}

/// <param name="MaxTokens">Longer texts are cut there.</param>
/// <param name="MaxTextLength">Longer texts are refused, in UTF-16 code units.</param>
/// <param name="MaxInputs">Most inputs of one JSON request.</param>
/// <param name="MaxWorkTokens">Most tokens that the model is run on for one request: the tokens of each text times its model calls.</param>
/// <param name="MaxAnswerBytes">Most memory that one answer may be estimated to take while it is made.</param>
internal sealed record ModelLimits(int MaxTokens, int MaxTextLength, int MaxInputs, int MaxWorkTokens, int MaxAnswerBytes);

/// <param name="Name">As a request names it.</param>
/// <param name="MaxTokens">A longer text of it is cut there.</param>
internal sealed record SourceLimits(string Name, int MaxTokens);

/// <param name="Count">Composed zones of a step.</param>
/// <param name="Width">Numbers in one zone.</param>
internal sealed record ZoneWidths(int Count, int Width);

/// <param name="Forward">Numbers in a forward or backward state.</param>
/// <param name="Word">Numbers in a word state.</param>
/// <param name="Aspects">Rows of the word-weight matrix.</param>
internal sealed record StateWidths(int Forward, int Word, int Aspects);
