using TextClassify.Text;

namespace TextClassify.Explain;

/// <summary>What is to be explained.</summary>
public sealed record ExplainRequest
{
    /// <summary>At least one token.</summary>
    public required EncodedText Text { get; init; }

    /// <summary>Index of the class to explain; null takes the predicted one.</summary>
    public int? Target { get; init; }

    /// <summary>Index of the class it is held against: scores then explain the target's logit or probability minus the foil's.</summary>
    public int? Foil { get; init; }

    /// <summary>Of the model; above 0. Used when a method explains a probability.</summary>
    public required double Temperature { get; init; }

    public required ParameterValues Parameters { get; init; }

    /// <summary>The text itself; only for a method that <see cref="ExplainerInfo.EditsText"/>.</summary>
    public SourceText? Source { get; init; }
}
