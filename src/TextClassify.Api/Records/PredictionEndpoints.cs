using System.Globalization;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

internal static class PredictionEndpoints
{
    public static void MapPredictions(this IEndpointRouteBuilder routes)
    {
        var predictions = routes.MapGroup("/predictions").WithTags("Memory");

        predictions.MapGet("", ListAsync)
            .WithName("listPredictions")
            .WithSummary("Show predictions that were recorded, newest first.")
            .WithDescription(
                "Pages follow one another by next: what is recorded meanwhile moves nothing. Shares of tokens are told of one prediction, "
                    + $"by its id. Whoever accepts {MediaTypes.Ndjson}, {Export.Csv} or {Export.Parquet} gets all of them in one file, in "
                    + "no order; then there are no pages.")
            .WithMetadata(new QueryContract(typeof(PredictionsQuery)))
            .Produces<PredictionPage>()
            .ProducesProblems(400, 404, 409, 503, 504);

        predictions.MapGet("{id}", GetAsync)
            .WithName("getPrediction")
            .WithSummary("Give back an answer of /classify by its predictionId: one entry a text.")
            .WithDescription($"Of a stream, the first {Inquiry.MostItems} lines.")
            .Produces<PredictionPage>()
            .ProducesProblems(404, 409, 503, 504);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, InferenceServices services, PredictionQuestions questions, CancellationToken cancellationToken)
    {
        if (RequestQuery<PredictionsQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || CheckAfter(query.After).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        if (Export.FormatOf(http.Request) is { } format)
        {
            return await ExportAsync(http, query, format, services, questions, cancellationToken);
        }

        if ((await questions.AskAsync(ask => List(ask, query, services), cancellationToken)).Fails(out problem, out var page))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(page, PredictionJson.Default.PredictionPage);
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http,
        PredictionsQuery query,
        ExportFormat format,
        InferenceServices services,
        PredictionQuestions questions,
        CancellationToken cancellationToken) =>
        CheckWhole(query).Fails(out var problem)
        || (await questions.ExportAsync(
            ask => Selection.Of(query, services.Registry, ask, ofOneModel: false).Fails(out var found, out var selection)
                ? found
                : Outcome.Of(ask.Export(selection.Filter with { Token = query.Token, Wrong = query.Wrong }, format)),
            cancellationToken)).Fails(out problem, out var file)
            ? new ProblemResult(problem)
            : Export.Send(http, file, format, "predictions");

    private static Outcome<PredictionPage> List(Inquiry ask, PredictionsQuery query, InferenceServices services)
    {
        if (Selection.Of(query, services.Registry, ask, ofOneModel: false).Fails(out var problem, out var selection))
        {
            return problem;
        }

        int limit = query.Limit ?? PredictionsQuery.DefaultLimit;
        var filter = selection.Filter with { Token = query.Token, Wrong = query.Wrong };
        var found = ask.Page(filter, query.After is { } after ? Row(after) : null, limit);
        string? next = found.Count == limit ? found[^1].Row.ToString(CultureInfo.InvariantCulture) : null;
        return new PredictionPage(ask.AsOf, PredictionEntries.Of(found, [], ask), next);
    }

    private static async Task<IResult> GetAsync(string id, PredictionQuestions questions, CancellationToken cancellationToken)
    {
        if (PredictionIds.Read(id).Fails(out var problem, out var key)
            || (await questions.AskAsync(ask => Get(ask, key.Id), cancellationToken)).Fails(out problem, out var page))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(page, PredictionJson.Default.PredictionPage);
    }

    private static Outcome<PredictionPage> Get(Inquiry ask, Guid id) => ask.Find(id) is { Count: > 0 } found
        ? new PredictionPage(ask.AsOf, PredictionEntries.Of(found, ask.Shares(id, found), ask), null)
        : PredictionIds.Unknown(id.ToString());

    private static Problem? CheckWhole(PredictionsQuery query) => query is { After: null, Limit: null }
        ? null
        : new Problem(ProblemTypes.OutOfRange, "An export has no pages.") { Where = query.After is null ? "?limit" : "?after" };

    private static Problem? CheckAfter(string? after) => after is null || Row(after) is > 0
        ? null
        : new Problem(ProblemTypes.OutOfRange, "The value must be the next of another page.") { Where = "?after" };

    private static long? Row(string after) =>
        long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out long row) ? row : null;
}
