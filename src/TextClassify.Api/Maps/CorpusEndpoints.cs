namespace TextClassify.Api.Maps;

internal static class CorpusEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 2_000;

    public static void MapCorpus(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/models/{name}/{version}/corpus", Get)
            .WithTags("Maps")
            .Named(
                "getCorpus",
                "Show the labelled texts that a model was chosen on, and what it says of them.",
                $"offset counts texts from 0; limit is 1 to {MaxLimit}, {DefaultLimit} without it. Counts and matrix are of all texts on "
                    + "every page.")
            .Produces<CorpusPage>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);

    private static IResult Get(string name, string version, IModelRegistry registry, int offset = 0, int limit = DefaultLimit)
    {
        return ModelLookup.Describe<ITextClassifier>(registry, $"{name}/{version}").Fails(out var problem, out var model)
            ? new ProblemResult(problem with { Where = null })
            : Check(model, offset, limit).Fails(out problem) ? new ProblemResult(problem)
            : TypedResults.Json(Page(model, offset, limit), MapJson.Default.CorpusPage);
    }

    private static Problem? Check(ITextClassifier model, int offset, int limit) =>
        model.Maps.Corpus is null
            ? new Problem(
                ProblemTypes.CorpusMissing,
                $"The package of {model.Manifest.Name} {model.Manifest.Version} carries no corpus; 'map build' adds one.")
        : offset < 0 ? new Problem(ProblemTypes.OutOfRange, $"offset is {offset}; it must be at least 0.") { Where = "?offset" }
        : limit is < 1 or > MaxLimit
            ? new Problem(ProblemTypes.OutOfRange, $"limit is {limit}; it must be 1 to {MaxLimit}.") { Where = "?limit", Limit = MaxLimit }
        : null;

    private static CorpusPage Page(ITextClassifier model, int offset, int limit)
    {
        var corpus = model.Maps.Corpus!;
        var labels = model.Labels;
        return new CorpusPage(
            ModelLookup.Reference(model),
            labels,
            corpus.Rows,
            corpus.Confusion.Select((row, label) => row[label]).Sum(),
            [.. corpus.Confusion.Select(row => row.Sum())],
            corpus.Confusion,
            corpus.Texts.Count,
            offset,
            [.. corpus.Texts.Select((text, row) => (text, row)).Skip(offset).Take(limit).Select(entry => new CorpusEntry(
                entry.row,
                entry.text.Text,
                labels[entry.text.Label],
                labels[entry.text.Prediction],
                entry.text.Score,
                entry.text.Label == entry.text.Prediction,
                model.Maps.Texts[entry.row].Length))]);
    }
}
