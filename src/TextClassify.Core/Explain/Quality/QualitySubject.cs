namespace TextClassify.Explain.Quality;

/// <summary>An explanation to be measured, and what it was made from.</summary>
public sealed record QualitySubject
{
    public required IExplainer Explainer { get; init; }

    public required ExplanationQuery Request { get; init; }

    public required Explanation Explanation { get; init; }

    /// <summary>The one of the explanation's that is measured; the first where none is named.</summary>
    public Attribution Attribution
    {
        get => field ?? Explanation.Attributions[0];
        init;
    }

    /// <summary>The number the scores explain.</summary>
    internal Objective Objective => new(
        new Contrast(Attribution.Target, Attribution.Foil), Request.Parameters.Output, Request.Temperature, Request.Independent);
}
