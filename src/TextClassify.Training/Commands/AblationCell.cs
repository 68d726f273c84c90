using TextClassify.Training.Classifier;

namespace TextClassify.Training.Commands;

/// <summary>One combination of a grid.</summary>
/// <param name="Values">In the order of the axes.</param>
/// <param name="Slug">Names its run folders.</param>
/// <param name="Recipe">The recipe with these values.</param>
internal sealed record AblationCell(IReadOnlyList<string> Values, string Slug, Recipe Recipe);

/// <summary>What one combination reached, a report a seed.</summary>
internal sealed record AblationResult(AblationCell Cell, IReadOnlyList<DevReport> Reports);
