using TextClassify.Api.Records;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Comparing;

/// <summary>Two versions of a model, and the predictions of both that are asked about.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">One version.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Filter">Without version and label.</param>
internal sealed record VersionPair(string Model, string Version, string Against, PredictionFilter Filter)
{
    private const string VersionPlace = "?version", AgainstPlace = "?against";

    public static Outcome<VersionPair> Of(VersionDiffQuery query, IModelRegistry registry, Inquiry ask)
    {
        var unlabelled = query with { Label = null };
        if (Selection.Of(unlabelled, registry, ask, ofOneModel: true).Fails(out var problem, out var selection))
        {
            return problem;
        }

        string model = selection.Filter.Model!;
        if ((selection.Filter.Version ?? registry.Current.ActiveVersion(model)) is not { } version)
        {
            return new Problem(
                ProblemTypes.MissingProperty, $"{model} is not loaded, so no version answers to the name; say which version is meant.")
            {
                Where = VersionPlace,
            };
        }

        if (query.Against is not { Length: > 0 } against)
        {
            return new Problem(
                ProblemTypes.MissingProperty,
                $"Say which version of {model} to hold {version} against; there are {There(ask, registry, model)}.")
            {
                Where = AgainstPlace,
            };
        }

        if (against == version)
        {
            return new Problem(ProblemTypes.OutOfRange, $"Both are version {Quoted.Name(version)} of {model}; name two.")
            {
                Where = AgainstPlace,
            };
        }

        if (Selection.Of(
                unlabelled with { Model = model, Version = against }, registry, ask, ofOneModel: true).Fails(out problem, out var other))
        {
            return problem with { Where = AgainstPlace };
        }

        string[] labels = [.. selection.Labels.Union(other.Labels)];
        return query.Label is { } label && !labels.Contains(label)
            ? new Problem(ProblemTypes.UnknownLabel, $"{Quoted.Name(label)} is not a label; there are {string.Join(", ", labels)}.")
            {
                Where = "?label",
            }
            : new VersionPair(model, version, against, selection.Filter with { Version = null });
    }

    private static string There(Inquiry ask, IModelRegistry registry, string model) => string.Join(
        ", ",
        registry.Current.All<ITextClassifier>().Where(one => one.Manifest.Name == model).Select(one => one.Manifest.Version)
            .Concat(ask.Labels.Keys.Where(key => key.Name == model).Select(key => key.Version)).Distinct());
}
