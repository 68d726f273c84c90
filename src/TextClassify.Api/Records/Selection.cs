using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

/// <summary>A query that was held against what is loaded and what is recorded.</summary>
/// <param name="Filter">For the store.</param>
/// <param name="Labels">Of the model, in its order; of all models where none is named.</param>
internal sealed record Selection(PredictionFilter Filter, IReadOnlyList<string> Labels)
{
    public static Outcome<Selection> Of(SelectionQuery query, IModelRegistry registry, Inquiry ask, bool ofOneModel)
    {
        var (name, version) = Split(query);
        if (name is null && ofOneModel)
        {
            name = registry.Current.Find<ITextClassifier>(null, null)?.Manifest.Name;
        }

        var known = registry.Current.All<ITextClassifier>()
            .Select(model => (model.Manifest.Name, model.Manifest.Version, Labels: model.Labels))
            .Concat(ask.Labels.Select(entry => (entry.Key.Name, entry.Key.Version, Labels: (IReadOnlyList<string>)entry.Value)))
            .ToArray();
        var named = known.Where(model => (name is null || model.Name == name) && (version is null || model.Version == version)).ToArray();
        if (named.Length == 0 && (name is not null || version is not null || ofOneModel))
        {
            string given = string.Join('/', new[] { name, version }.OfType<string>());
            string there = string.Join(", ", known.Select(model => $"{model.Name}/{model.Version}").Distinct());
            return new Problem(
                ProblemTypes.UnknownModel,
                $"{Quoted.Name(given)} is neither loaded nor recorded; there are {(there.Length > 0 ? there : "none")}.")
            {
                Where = "?model",
            };
        }

        string[] labels = [.. named.SelectMany(model => model.Labels).Distinct()];
        return Check(query, labels, ask) is { } problem
            ? problem
            : new Selection(
                new PredictionFilter
                {
                    Model = name,
                    Version = version,
                    Label = query.Label,
                    Cohort = query.Cohort,
                    From = query.From is { } from ? TimeValue.Microseconds(from) : null,
                    To = query.To is { } to ? TimeValue.Microseconds(to) : null,
                },
                labels);
    }

    /// <summary>Refuses what can be seen without the store.</summary>
    public static Problem? CheckTimes(DateTimeOffset? from, DateTimeOffset? to, string where = "?from") => from >= to
        ? new Problem(ProblemTypes.OutOfRange, $"The window begins at {from:u} and ends at {to:u}; it must end after it begins.")
        {
            Where = where,
        }
        : null;

    private static Problem? Check(SelectionQuery query, string[] labels, Inquiry ask) =>
        query.Label is { } label && !labels.Contains(label)
            ? new Problem(ProblemTypes.UnknownLabel, $"{Quoted.Name(label)} is not a label; there are {string.Join(", ", labels)}.")
            {
                Where = "?label",
            }
        : query.Cohort is { } cohort && !ask.HasCohort(cohort)
            ? new Problem(ProblemTypes.UnknownCohort, $"No prediction of the cohort {Quoted.Name(cohort)} is recorded.")
            {
                Where = "?cohort",
            }
        : null;

    private static (string? Name, string? Version) Split(SelectionQuery query) =>
        query.Model?.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash && query.Version is null
            ? (query.Model[..slash], query.Model[(slash + 1)..])
            : (query.Model, query.Version);
}
