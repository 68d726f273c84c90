using TextClassify.Api.Memory;
using TextClassify.Api.Records;

namespace TextClassify.Api.Comparing;

internal static class VersionDiffEndpoints
{
    public static void MapVersionDiff(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/explanations/diff", DiffAsync)
            .WithName("versionDiff")
            .WithTags("Memory")
            .WithSummary("Tell what differs between two versions of a model over the texts that both answered.")
            .WithDescription(
                "Labels that changed, with texts; tokens whose shares changed their sign; ranks of the tokens that drive each label. A "
                    + "text is known by its keyed hash, so flips need Memory:Level Aggregates, reasons Evidence, and the words of examples "
                    + "Text.")
            .WithMetadata(new QueryContract(typeof(VersionDiffQuery)))
            .Produces<VersionDiffResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);

    private static async Task<IResult> DiffAsync(
        HttpContext http,
        InferenceServices services,
        PredictionQuestions questions,
        PredictionMemory memory,
        CancellationToken cancellationToken)
    {
        if (RequestQuery<VersionDiffQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || (await questions.AskAsync(
                ask => VersionDiffReport.Of(ask, query, services.Registry, memory.Options.Level),
                cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(report, VersionDiffJson.Default.VersionDiffResponse);
    }
}
