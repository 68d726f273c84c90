using TextClassify.Api.Trainings.Contracts;
using TextClassify.Models;

namespace TextClassify.Api.Trainings;

/// <summary>A training that was asked for, checked.</summary>
internal sealed record TrainingRequest(string Name, string TextColumn, string LabelColumn, bool Quick, bool ClassWeights, bool Maps)
{
    public const int MaxColumnLength = 200;

    public static Outcome<TrainingRequest> Of(TrainingQuery query) =>
        query.Name is not { } name ? new Problem(ProblemTypes.MissingProperty, "Send ?name, the name of the model.") { Where = "?name" }
        : !PackageNames.IsModelName(name) ? OutOfRange("name", $"{Quoted.Name(name)} is not {PackageNames.ModelNameRule}.")
        : CheckColumn("text", query.Text) is { } text ? text
        : CheckColumn("label", query.Label) is { } label ? label
        : new TrainingRequest(
            name,
            query.Text ?? "text",
            query.Label ?? "label",
            query.Quick ?? false,
            query.ClassWeights ?? false,
            query.Maps ?? true);

    private static Problem? CheckColumn(string parameter, string? column) =>
        column is null || (column.Length is > 0 and <= MaxColumnLength && !column.Any(char.IsControl))
            ? null
            : OutOfRange(parameter, $"A column's name has 1 to {MaxColumnLength} characters, none of them a control character.");

    private static Problem OutOfRange(string parameter, string detail) => new(ProblemTypes.OutOfRange, detail) { Where = "?" + parameter };
}
