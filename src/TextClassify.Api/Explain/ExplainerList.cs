namespace TextClassify.Api.Explain;

/// <summary>The explanation methods, and the metrics of their quality.</summary>
/// <param name="Explainers">What <c>/explain</c> takes as method.</param>
/// <param name="Metrics">What it takes as metrics.</param>
internal sealed record ExplainerList(IReadOnlyList<ExplainerDescription> Explainers, IReadOnlyList<MetricDescription> Metrics);

/// <param name="Name">What <c>/explain</c> takes.</param>
/// <param name="Description">What its value means.</param>
/// <param name="HigherIsBetter">Which way is good.</param>
/// <param name="Removes">Whether it takes tokens away, so that its value holds for one removal rule.</param>
internal sealed record MetricDescription(string Name, string Description, bool HigherIsBetter, bool Removes);

/// <param name="Name">What <c>/explain</c> takes as method.</param>
/// <param name="Description">What its scores mean, in one or two sentences.</param>
/// <param name="Signed">Whether a score below zero speaks against the target.</param>
/// <param name="NeedsTarget">Whether the scores are about one label, so that a target or a contrast makes sense.</param>
/// <param name="PromisesSum">Whether the scores must add up to a stated number, so that the certificate has an expected value.</param>
/// <param name="Needs">Capabilities of which a model must declare one; none when any model will do.</param>
/// <param name="Parameters">What it takes.</param>
internal sealed record ExplainerDescription(
    string Name,
    string Description,
    bool Signed,
    bool NeedsTarget,
    bool PromisesSum,
    IReadOnlyList<string> Needs,
    IReadOnlyList<ExplainerParameterDescription> Parameters);

/// <param name="Name">Its name.</param>
/// <param name="Type">
/// integer, number, boolean, choice, choices (a list of some of them), or words (a list of strings, or several such lists).
/// </param>
/// <param name="Description">What it does.</param>
/// <param name="Default">The value without it; null when there is none.</param>
/// <param name="Minimum">Lowest number; of words, the fewest lists.</param>
/// <param name="Maximum">Highest number, which may depend on the model; of words, the most lists.</param>
/// <param name="Choices">The values a choice takes.</param>
internal sealed record ExplainerParameterDescription(
    string Name,
    string Type,
    string Description,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] object? Default,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string>? Choices);
