using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Contracts;
using TextClassify.Api.Events;
using TextClassify.Api.Ndjson;
using TextClassify.Api.OpenApi;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;
using TextClassify.Api.Scoring;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Endpoints;

internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/explain", ExplainAsync)
            .WithName("explain")
            .WithTags("Inference")
            .WithSummary("Say which tokens made the prediction.")
            .WithDescription(
                "One score a token, by a method of /explainers. The certificate says what the scores must sum to and what they do; "
                + "a method that promises no sum has none expected. A body of application/x-ndjson has one string or {id?, text} a line and takes the rest "
                + "from the query; Accept: application/x-ndjson answers JSON bodies in lines too. Accept: text/event-stream answers one text in events: "
                + "partial ones, each a whole result as it is so far, then one named final.")
            .Accepts<ExplainRequest>(MediaTypes.Json, MediaTypes.Ndjson)
            .Produces<ExplainResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson, MediaTypes.Events)
            .ProducesInferenceProblems()
            .ProducesProblems(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> ExplainAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken) =>
        MediaTypes.IsNdjson(http.Request)
            ? StreamAsync(http, services)
            : AnswerAsync(http, services, cancellationToken);

    private static async Task<IResult> AnswerAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var limits = services.Limits;
        var (request, problem) = await RequestReading.ReadAsync(http.Request, ExplainRequestReader.Read, limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (model, plan, refused) = Plan(http, request, services);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var explaining = new Explaining(model!, plan, services.Time);
        var (inputs, failed) = services.Encode(http, model!, request.Inputs);
        inputs = explaining.Check(inputs);
        failed ??= request.Inputs.Single ? inputs[0].Problem : null;
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        var facts = InferenceServices.Facts(http, model!);
        if (MediaTypes.AcceptsEvents(http.Request))
        {
            return ExplainEvents.Check(plan, inputs) is { } unfit
                ? new ProblemResult(unfit)
                : await EventsAsync(http, services, model!, plan, inputs[0]);
        }

        if (MediaTypes.AcceptsNdjson(http.Request))
        {
            var list = ListReader.ReadAsync(inputs, WindowSize.OfExplained(limits));
            await services.Stream.WriteAsync(http, Head(model!, plan), list, Work(explaining), cancellationToken);
            return Results.Empty;
        }

        var (results, queue, compute) = await explaining.ExplainAsync(inputs, cancellationToken);
        facts.Ran(queue, compute);
        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        return TypedResults.Json(new ExplainResponse(ModelLookup.Reference(model!), plan.Use, results), WireJson.Default.ExplainResponse);
    }

    private static async Task<IResult> EventsAsync(
        HttpContext http, InferenceServices services, LoadedModel model, ExplainPlan plan, EncodedInput input)
    {
        // A cut connection would lose the best answer so far: the time limit of requests becomes the explanation's deadline.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        plan = plan with { Deadline = plan.Deadline ?? services.Limits.RequestTimeout };
        InferenceServices.Facts(http, model).Items = 1;
        await services.Events.WriteAsync(http, model, plan, input, new Explaining(model, plan, services.Time), http.RequestAborted);
        return Results.Empty;
    }

    private static async Task<IResult> StreamAsync(HttpContext http, InferenceServices services)
    {
        if (MediaTypes.Check(http.Request, MediaTypes.Ndjson) is { } unsupported)
        {
            return new ProblemResult(unsupported);
        }

        var (request, problem) = ExplainQueryReader.Read(http.Request.Query, services.Limits);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (model, plan, refused) = Plan(http, request, services);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        // A stream lasts as long as its lines; each window has its own bounds.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        InferenceServices.Facts(http, model!);
        var lines = new LineReader(http.Request.BodyReader, model!, services.Limits, WindowSize.OfExplained(services.Limits)).ReadAsync(http.RequestAborted);
        var work = Work(new Explaining(model!, plan, services.Time));
        await services.Stream.WriteAsync(http, Head(model!, plan), services.Paced(http, lines, http.RequestAborted), work, http.RequestAborted);
        return Results.Empty;
    }

    private static (LoadedModel? Model, ExplainPlan? Plan, Problem? Problem) Plan(
        HttpContext http, ExplainRequest request, InferenceServices services)
    {
        var (model, unknown) = ModelLookup.Find(http, services.Registry, request.Model);
        if (model is null)
        {
            return (null, null, unknown);
        }

        var (plan, refused) = ExplainPlan.Of(request, model, services.Explainers);
        return (model, plan, refused);
    }

    private static StreamHead Head(LoadedModel model, ExplainPlan plan) => new(ModelLookup.Reference(model), plan.Use);

    private static WindowWork<ExplainResult> Work(Explaining explaining) => new(explaining.ExplainAsync, WireJson.Default.ExplainResult);
}
