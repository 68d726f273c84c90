using TextClassify.Explain.Quality;
using TextClassify.Inference.Serving;

namespace TextClassify.Training.Explaining;

/// <summary>What is compared.</summary>
internal sealed record ComparisonRequest
{
    public required ITextClassifier Model { get; init; }

    public required IReadOnlyList<ComparedMethod> Methods { get; init; }

    /// <summary>Names of <see cref="TextClassify.Explain.Quality.Metrics.QualityCatalog.All"/>.</summary>
    public required IReadOnlyList<string> Metrics { get; init; }

    public required QualityOptions Options { get; init; }
}
