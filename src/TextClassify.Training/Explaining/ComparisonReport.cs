using System.Text.Json;
using System.Text.Json.Serialization;
using TextClassify.Explain.Quality;

namespace TextClassify.Training.Explaining;

/// <summary>The whole comparison, as its JSON file has it.</summary>
internal sealed record ComparisonReport
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public required string Model { get; init; }

    public required string Sha256 { get; init; }

    public required string Data { get; init; }

    /// <summary>Of the file.</summary>
    public required int Rows { get; init; }

    /// <summary>Explained and measured.</summary>
    public required int Texts { get; init; }

    /// <summary>Of the model on them, 0..1.</summary>
    public required double? Accuracy { get; init; }

    /// <summary>Texts that plausibility is a mean over: people marked something the model reads, and it sees their label.</summary>
    public required int TextsWithRationales { get; init; }

    public required QualityOptions Options { get; init; }

    public required IReadOnlyList<ComparedFigures> Methods { get; init; }

    /// <summary>Mean over texts of Spearman's correlation of each pair of methods; null where a method's scores were all alike.</summary>
    public required IReadOnlyList<double?[]> Agreement { get; init; }

    /// <summary>JSON has no NaN.</summary>
    public static double? Number(double value) => double.IsFinite(value) ? value : null;
}
