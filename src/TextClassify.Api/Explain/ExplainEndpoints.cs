using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Explain.Planning;
using TextClassify.Api.Security;
using TextClassify.Api.Streams;

namespace TextClassify.Api.Explain;

internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/explain", ExplainAsync)
            .WithTags("Inference")
            .Named(
                "explain",
                "Say which tokens made the prediction.",
                "One score a token, by a method of /explainers. The certificate says what the scores must sum to and what they do; a "
                + "method that promises no sum has none expected. A body of application/x-ndjson has one string or {id?, text, "
                + "aspect?} a line and takes the rest from the query; Accept: application/x-ndjson answers JSON bodies in lines too. "
                + "Accept: text/event-stream answers one text in events: partial ones, each a whole result as it is so far, then one "
                + "named final. Of a language model: the characters before a position, and how each moves what the model expects there.")
            .Accepts<ExplainRequest>(MediaTypes.Json, MediaTypes.Ndjson)
            .Produces<ExplainResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Ndjson, MediaTypes.Events)
            .ProducesInferenceProblems()
            .ProducesProblems(StatusCodes.Status422UnprocessableEntity);

    private static Task<IResult> ExplainAsync(
        HttpContext http, InferenceServices services, ResultStream stream, ExplainEvents events, CancellationToken cancellationToken) =>
        MediaTypes.IsNdjson(http.Request)
            ? StreamAsync(http, services, stream)
            : AnswerAsync(http, services, stream, events, cancellationToken);

    private static async Task<IResult> AnswerAsync(
        HttpContext http, InferenceServices services, ResultStream stream, ExplainEvents events, CancellationToken cancellationToken)
    {
        var read = await RequestReading.ReadAsync<ExplainRequest>(http, services.Limits, cancellationToken);
        if (read.Fails(out var problem, out var request)
            || Model(http, services, request).Fails(out problem, out var model)
            || ExplainPlan.Of(request, model, services.Explainers).Fails(out problem, out var plan)
            || model.Read(http, services, request).Fails(out problem, out var inputs))
        {
            return new ProblemResult(problem);
        }

        var run = new ExplainRun(model, plan, services.Time);
        inputs = run.Check(inputs);
        var cost = run.Work.Of(inputs);
        string answer = MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Events, MediaTypes.Ndjson);
        if ((request.Inputs.Single ? inputs[0].Problem : null).Fails(out problem)
            || (answer == MediaTypes.Events ? ExplainEvents.Check(plan, inputs) : null).Fails(out problem)
            || services.Admit(http, cost).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        return answer switch
        {
            MediaTypes.Events => await EventsAsync(http, services, events, run, inputs[0], cost),
            MediaTypes.Ndjson => await LinesAsync(http, services, stream, run, inputs, cost, cancellationToken),
            _ => await WholeAsync(http, services, run, inputs, cost, cancellationToken),
        };
    }

    private static async Task<IResult> LinesAsync(
        HttpContext http,
        InferenceServices services,
        ResultStream stream,
        ExplainRun run,
        EncodedInput[] inputs,
        RequestCost cost,
        CancellationToken cancellationToken)
    {
        var list = ListReader.ReadAsync(inputs, WindowSize.OfExplained(services.Limits));
        var account = services.AccountOf(http);
        account.Took(cost.Work);
        await WriteAsync(http, stream, run, list, account, cancellationToken);
        return Results.Empty;
    }

    private static async Task<IResult> WholeAsync(
        HttpContext http,
        InferenceServices services,
        ExplainRun run,
        EncodedInput[] inputs,
        RequestCost cost,
        CancellationToken cancellationToken)
    {
        var spent = new ModelTime();
        ExplainResult[] results;
        try
        {
            results = await run.ExplainAsync(inputs, spent, cancellationToken);
        }
        finally
        {
            services.Settle(http, cost.Work, spent.Tokens);
        }

        RequestFacts.Of(http).Answered(results.Length, results.Count(result => result.Error is not null), spent.Queue, spent.Compute);
        return TypedResults.Json(new ExplainResponse(run.Model.Reference, run.Plan.Use, results), ExplainJson.Default.ExplainResponse);
    }

    private static async Task<IResult> EventsAsync(
        HttpContext http,
        InferenceServices services,
        ExplainEvents events,
        ExplainRun run,
        EncodedInput input,
        RequestCost cost)
    {
        // A cut connection would lose the best answer so far: the time limit of requests becomes the explanation's deadline.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var plan = run.Plan with { Deadline = run.Plan.Deadline ?? services.Limits.RequestTimeout };
        RequestFacts.Of(http).Items = 1;
        var spent = new ModelTime();
        try
        {
            await events.WriteAsync(
                http, run.Model.Reference, plan, input, new ExplainRun(run.Model, plan, services.Time), spent, http.RequestAborted);
        }
        finally
        {
            services.Settle(http, cost.Work, spent.Tokens);
        }

        return Results.Empty;
    }

    private static async Task<IResult> StreamAsync(HttpContext http, InferenceServices services, ResultStream stream)
    {
        var limits = services.Limits;
        if (MediaTypes.Check(http.Request, MediaTypes.Ndjson).Fails(out var problem)
            || ExplainQueryReader.Read(http.Request.Query, limits).Fails(out problem, out var request)
            || Model(http, services, request).Fails(out problem, out var model)
            || ExplainPlan.Of(request, model, services.Explainers).Fails(out problem, out var plan))
        {
            return new ProblemResult(problem);
        }

        var run = new ExplainRun(model, plan, services.Time);
        var size = WindowSize.OfExplained(limits);
        if (services.AdmitStream(http, run.Work.OfStream(size, model.MostTokens(limits))).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        // A stream lasts as long as its lines; each window has its own bounds.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var lines = new LineReader(
            http.Request.BodyReader,
            item => run.Work.Within(limits, model.Read(item, request, limits)),
            limits,
            size,
            services.Time).ReadAsync(http.RequestAborted);
        var account = services.AccountOf(http);
        var paced = PacedWindows.Of(http, account, lines, window => run.Work.TokensOf(window.Inputs()), http.RequestAborted);
        await WriteAsync(http, stream, run, paced, account, http.RequestAborted);
        return Results.Empty;
    }

    private static async Task WriteAsync(
        HttpContext http,
        ResultStream stream,
        ExplainRun run,
        IAsyncEnumerable<StreamWindow> windows,
        WorkAccount account,
        CancellationToken cancellationToken)
    {
        try
        {
            var head = new StreamHead(run.Model.Reference, run.Plan.Use);
            await stream.WriteAsync(http, head, windows, Work(run, account), cancellationToken);
        }
        finally
        {
            account.Close();
        }
    }

    /// <summary>Finds the model, notes it, and checks that it is asked what it can be.</summary>
    private static Outcome<ExplainedModel> Model(HttpContext http, InferenceServices services, ExplainRequest request)
    {
        if (ModelLookup.Find<ITextModel, ITextClassifier>(http, services.Registry, request.Model).Fails(out var problem, out var found))
        {
            return problem;
        }

        InferenceServices.Facts(http, found);
        var model = ExplainedModel.Of(found);
        return model.Check(request).Fails(out problem) ? problem : model;
    }

    private static WindowWork<ExplainResult> Work(ExplainRun run, WorkAccount account) => new(
        async (window, token) =>
        {
            var inputs = window.Inputs();
            var spent = new ModelTime();
            ExplainResult[] results;
            try
            {
                results = await run.ExplainAsync(inputs, spent, token);
            }
            finally
            {
                account.Ran(spent.Tokens);
            }

            account.Finish(run.Work.TokensOf(inputs));
            return (results, spent.Queue, spent.Compute);
        },
        ExplainJson.Default.ExplainResult);
}
