namespace TextClassify.Explain.Quality;

/// <summary>An explanation to be measured, and what it was made from.</summary>
public sealed record QualitySubject
{
    public required IExplainer Explainer { get; init; }

    public required ExplainRequest Request { get; init; }

    public required Explanation Explanation { get; init; }
}
