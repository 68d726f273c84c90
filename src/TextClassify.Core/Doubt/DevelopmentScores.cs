using System.Text.Json.Serialization;

namespace TextClassify.Doubt;

/// <summary>
/// How sure a model was of its development texts: what a promise about its answers is made of. It holds for texts like these; the
/// epoch and the temperature were chosen on them, so that it leans to the good side a little.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DevelopmentScores
{
    /// <summary>The likeliest label's calibrated probability, 0..1, of each text whose label it is.</summary>
    public required IReadOnlyList<double> Right { get; init; }

    /// <summary>The same of each text that has another label.</summary>
    public required IReadOnlyList<double> Wrong { get; init; }

    /// <summary>The own label's calibrated probability, 0..1, of each text.</summary>
    public required IReadOnlyList<double> Own { get; init; }

    /// <summary>The share of words that the vocabulary lacks which one development text in a hundred exceeds, 0..1.</summary>
    public required double UnknownWordShare { get; init; }
}
