using System.Text.Json.Serialization;
using TextClassify.Doubt;

namespace TextClassify.Models;

/// <summary>
/// The content of <c>profile.json</c>: how the development split looked to the model, to compare live traffic with (drift).
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReferenceProfile
{
    public const string FileName = "profile.json";

    public const int CurrentSchema = 1;

    /// <summary>Bins of <see cref="ConfidenceShares"/>.</summary>
    public const int ConfidenceBins = 20;

    public required int SchemaVersion { get; init; }

    /// <summary>Development texts counted.</summary>
    public required int Texts { get; init; }

    /// <summary>Share of texts predicted as each label, in the order of the manifest's labels; sums to 1.</summary>
    public required IReadOnlyList<double> LabelShares { get; init; }

    /// <summary>
    /// Share of texts by the largest calibrated probability, in <see cref="ConfidenceBins"/> bins of equal width over [0,1]; sums to 1.
    /// </summary>
    public required IReadOnlyList<double> ConfidenceShares { get; init; }

    /// <summary>Tokens a text, before cutting, at quantiles 0, 0.1 ... 1 (nearest rank): 11 values.</summary>
    public required IReadOnlyList<int> TokenCountDeciles { get; init; }

    /// <summary>Share of tokens that the vocabulary lacks, over all texts; 0 to 1.</summary>
    public required double UnknownTokenShare { get; init; }

    /// <summary>How sure it was of them; null where the package makes no promise about its answers.</summary>
    public DevelopmentScores? Scores { get; init; }
}
