using TextClassify.Api.Memory;
using TextClassify.Api.Records;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Monitoring;

internal static class MonitoringEndpoints
{
    public static void MapMonitoring(this IEndpointRouteBuilder routes)
    {
        var memory = routes.MapGroup("").WithTags("Memory");

        memory.MapGet("/quality", QualityAsync)
            .WithName("quality")
            .WithSummary("Tell how right a model is: without labels, with labels, and from both.")
            .WithDescription("Each accuracy has its 95 % interval. A label counts at the time of its prediction.")
            .WithMetadata(new QueryContract(typeof(QualityQuery)))
            .Produces<QualityResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);

        memory.MapGet("/quality/overview", OverviewAsync)
            .WithName("qualityOverview")
            .WithSummary("Tell what was predicted and how right it was: by time and label, by label, by cohort and by version at once.")
            .WithDescription("What several /quality would tell, of one moment and for about the price of one. Times are hours or days.")
            .WithMetadata(new QueryContract(typeof(SelectionQuery)))
            .Produces<OverviewResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);

        memory.MapGet("/quality/queue", QueueAsync)
            .WithName("labelQueue")
            .WithSummary("Tell which predictions to label next, and how right the model is by those labelled in this order.")
            .WithDescription(
                "Whoever labels in this order, and stops where they like, measures without bias: unsure ones come sooner, each with a "
                    + "known selectionProbability, and labels are weighted by 1 over it. The order is the same for all.")
            .WithMetadata(new QueryContract(typeof(LabelQueueQuery)))
            .Produces<LabelQueueResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);

        memory.MapGet("/drift", DriftAsync)
            .WithName("drift")
            .WithSummary("Tell whether texts, answers or reasons changed.")
            .WithDescription(
                "Against the development texts of the model's package, or another window. p comes from shuffling groups of callers, so one "
                    + "caller's many texts are no drift; an alarm needs q and an effect.")
            .WithMetadata(new QueryContract(typeof(DriftQuery)))
            .Produces<DriftResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);

        memory.MapGet("/explanations/global", ExplanationsAsync)
            .WithName("globalExplanations")
            .WithSummary("Tell which tokens drove which labels, over many predictions.")
            .WithDescription($"Whoever accepts {MediaTypes.Ndjson}, {Export.Csv} or {Export.Parquet} gets the tokens as rows of a file.")
            .WithMetadata(new QueryContract(typeof(ExplanationsQuery)))
            .Produces<ExplanationsResponse>()
            .ProducesProblems(400, 404, 409, 503, 504);
    }

    private static async Task<IResult> QueueAsync(
        HttpContext http, InferenceServices services, PredictionQuestions questions, CancellationToken cancellationToken)
    {
        if (RequestQuery<LabelQueueQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || (await questions.AskAsync(
                ask => LabelQueueReport.Of(ask, query, services.Registry), cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(report, MonitoringJson.Default.LabelQueueResponse);
    }

    private static async Task<IResult> QualityAsync(
        HttpContext http,
        InferenceServices services,
        PredictionQuestions questions,
        PredictionMemory memory,
        CancellationToken cancellationToken)
    {
        if (RequestQuery<QualityQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || (await questions.AskAsync(
                ask => QualityReport.Of(ask, query, services.Registry, memory.Options.AlarmsPerMonth),
                cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(report, MonitoringJson.Default.QualityResponse);
    }

    private static async Task<IResult> OverviewAsync(
        HttpContext http,
        InferenceServices services,
        PredictionQuestions questions,
        PredictionMemory memory,
        CancellationToken cancellationToken)
    {
        if (RequestQuery<SelectionQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || (await questions.AskAsync(
                ask => OverviewReport.Of(ask, query, services.Registry, memory.Options.AlarmsPerMonth),
                cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(report, MonitoringJson.Default.OverviewResponse);
    }

    private static async Task<IResult> DriftAsync(
        HttpContext http, InferenceServices services, PredictionQuestions questions, CancellationToken cancellationToken)
    {
        if (RequestQuery<DriftQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || DriftReport.Check(query).Fails(out problem)
            || (await questions.AskAsync(
                ask => DriftReport.Of(ask, query, services.Registry), cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        return TypedResults.Json(report, MonitoringJson.Default.DriftResponse);
    }

    private static async Task<IResult> ExplanationsAsync(
        HttpContext http,
        InferenceServices services,
        PredictionQuestions questions,
        PredictionMemory memory,
        CancellationToken cancellationToken)
    {
        if (RequestQuery<ExplanationsQuery>.Read(http.Request.Query, services.Limits).Fails(out var problem, out var query)
            || Selection.CheckTimes(query.From, query.To).Fails(out problem)
            || (await questions.AskAsync(
                ask => ExplanationsReport.Of(ask, query, services.Registry, memory.Options.Level),
                cancellationToken)).Fails(out problem, out var report))
        {
            return new ProblemResult(problem);
        }

        if (Export.FormatOf(http.Request) is not { } format)
        {
            return TypedResults.Json(report, MonitoringJson.Default.ExplanationsResponse);
        }

        var rows = report.Tokens.Select(token => new ExportedToken(
            token.Text, token.Label, token.Support, token.Sum, token.Mean, token.Lower, token.Upper));
        return (await questions.ExportAsync(
            ask => Outcome.Of(ask.Export(rows, format)), cancellationToken)).Fails(out problem, out var file)
            ? new ProblemResult(problem)
            : Export.Send(http, file, format, "explanations");
    }
}
