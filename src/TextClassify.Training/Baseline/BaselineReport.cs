using System.Text.Json.Serialization;

namespace TextClassify.Training.Baseline;

/// <summary>What the baseline reaches on the development rows.</summary>
/// <param name="Accuracy">0..1.</param>
/// <param name="MacroF1">0..1.</param>
/// <param name="Strength">C, chosen on the same rows.</param>
/// <param name="Features">F.</param>
internal sealed record BaselineReport(double Accuracy, double MacroF1, double Strength, int Features)
{
    /// <summary>Of rows that may have several labels, 0..1; the accuracy is then the share of rows whose labels are all right.</summary>
    public double? MicroF1 { get; init; }

    /// <summary>What fitting all strengths took; no part of the file, which is the same for the same rows.</summary>
    [JsonIgnore]
    public TimeSpan Elapsed { get; init; }
}
