using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Explain.Planning;
using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Limits;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;
using TextClassify.Api.Requests;
using TextClassify.Api.Security;
using TextClassify.Api.Streams;
using TextClassify.Api.Telemetry;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Explain;

internal static class ExplainEndpoints
{
    public static void MapExplain(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/explain", ExplainAsync)
            .WithName("explain")
            .WithTags("Inference")
            .WithSummary("Say which tokens made the prediction.")
            .WithDescription(
                "One score a token, by a method of /explainers. The certificate says what the scores must sum to and what they do; "
                + "a method that promises no sum has none expected. A body of application/x-ndjson has one string or {id?, text, aspect?} a line and takes the rest "
                + "from the query; Accept: application/x-ndjson answers JSON bodies in lines too. Accept: text/event-stream answers one text in events: "
                + "partial ones, each a whole result as it is so far, then one named final. Of a language model: the characters before a position, and how each moves "
                + "what the model expects there.")
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
        var limits = services.Limits;
        var (request, problem) = await RequestReading.ReadAsync<ExplainRequest>(http.Request, limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (language, classifier, unknown) = Find(http, services, request.Model);
        var facts = RequestFacts.Of(http);
        (facts.Used, facts.Language) = (classifier, language);
        var (model, plan, refused) = language is not null ? Plan(request, language, services)
            : classifier is not null ? Plan(request, classifier, services)
            : (null, null, unknown);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var explaining = new Explaining(model!, plan, services.Time);
        var (inputs, failed) = language is not null ? Encode(http, services, request, language) : services.Encode(http, classifier!, request.Inputs);
        inputs = explaining.Check(inputs);
        failed ??= request.Inputs.Single ? inputs[0].Problem : null;
        var work = new ExplainWork(model!, plan);
        var cost = work.Of(inputs);
        string answer = MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Events, MediaTypes.Ndjson);
        failed ??= answer == MediaTypes.Events ? ExplainEvents.Check(plan, inputs) : null;
        failed ??= services.Admit(http, cost);
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        if (answer == MediaTypes.Events)
        {
            return await EventsAsync(http, services, events, model!, plan, inputs[0], cost);
        }

        if (answer == MediaTypes.Ndjson)
        {
            var list = ListReader.ReadAsync(inputs, WindowSize.OfExplained(limits));
            var account = services.AccountOf(http);
            account.Took(cost.Work);
            await WriteAsync(http, stream, Head(model!, plan), list, explaining, work, account, cancellationToken);
            return Results.Empty;
        }

        var spent = new ModelTime();
        ExplainResult[] results;
        try
        {
            results = await explaining.ExplainAsync(inputs, spent, cancellationToken);
        }
        finally
        {
            services.Settle(http, cost.Work, spent.Tokens);
        }

        facts.Ran(spent.Queue, spent.Compute);
        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        return TypedResults.Json(new ExplainResponse(model!.Reference, plan.Use, results), ExplainJson.Default.ExplainResponse);
    }

    private static async Task<IResult> EventsAsync(
        HttpContext http,
        InferenceServices services,
        ExplainEvents events,
        ExplainedModel model,
        ExplainPlan plan,
        EncodedInput input,
        RequestCost cost)
    {
        // A cut connection would lose the best answer so far: the time limit of requests becomes the explanation's deadline.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        plan = plan with { Deadline = plan.Deadline ?? services.Limits.RequestTimeout };
        RequestFacts.Of(http).Items = 1;
        var spent = new ModelTime();
        try
        {
            await events.WriteAsync(http, model.Reference, plan, input, new Explaining(model, plan, services.Time), spent, http.RequestAborted);
        }
        finally
        {
            services.Settle(http, cost.Work, spent.Tokens);
        }

        return Results.Empty;
    }

    private static async Task<IResult> StreamAsync(HttpContext http, InferenceServices services, ResultStream stream)
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

        var (language, classifier, unknown) = Find(http, services, request.Model);
        var facts = RequestFacts.Of(http);
        (facts.Used, facts.Language) = (classifier, language);
        var (model, plan, refused) = language is not null ? Plan(request, language, services)
            : classifier is not null ? Plan(request, classifier, services)
            : (null, null, unknown);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var limits = services.Limits;
        var work = new ExplainWork(model!, plan);
        var size = WindowSize.OfExplained(limits);
        if (services.AdmitStream(http, work.OfStream(size, classifier?.Manifest.Tokenizer.MaxTokens ?? limits.MaxExplainedCharacters)) is { } full)
        {
            return new ProblemResult(full);
        }

        // A stream lasts as long as its lines; each window has its own bounds.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        Func<InputItem, EncodedInput> encode = language is not null
            ? item => work.Within(limits, LanguageWindows.Of(request, item, "text", language, limits))
            : item => work.Within(limits, InputEncoder.Encode(classifier!, item, limits, severalAspects: false));
        var lines = new LineReader(http.Request.BodyReader, encode, limits, size, services.Time).ReadAsync(http.RequestAborted);
        var account = services.AccountOf(http);
        var paced = PacedWindows.Of(http, account, lines, window => work.TokensOf(window.Inputs()), http.RequestAborted);
        await WriteAsync(http, stream, Head(model!, plan), paced, new Explaining(model!, plan, services.Time), work, account, http.RequestAborted);
        return Results.Empty;
    }

    private static async Task WriteAsync(
        HttpContext http,
        ResultStream stream,
        StreamHead head,
        IAsyncEnumerable<StreamWindow> windows,
        Explaining explaining,
        ExplainWork work,
        WorkAccount account,
        CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(http, head, windows, Work(explaining, work, account), cancellationToken);
        }
        finally
        {
            account.Close();
        }
    }

    private static (LoadedLanguageModel? Language, LoadedModel? Classifier, Problem? Problem) Find(HttpContext http, InferenceServices services, string? given)
    {
        if (given is not null && ModelLookup.IsLanguage(services.Registry, given))
        {
            var (language, gone) = ModelLookup.FindLanguage(http, services.Registry, given);
            return (language, null, gone);
        }

        var (classifier, unknown) = ModelLookup.Find(http, services.Registry, given);
        return (null, classifier, unknown);
    }

    private static (ExplainedModel? Model, ExplainPlan? Plan, Problem? Problem) Plan(ExplainRequest request, LoadedModel model, InferenceServices services) =>
        Plan(request, ExplainedModel.Of(model), LanguageWindows.Check(request, model), services);

    private static (ExplainedModel? Model, ExplainPlan? Plan, Problem? Problem) Plan(
        ExplainRequest request, LoadedLanguageModel model, InferenceServices services) =>
        Plan(request, ExplainedModel.Of(model), LanguageWindows.Check(request, model), services);

    private static (ExplainedModel? Model, ExplainPlan? Plan, Problem? Problem) Plan(
        ExplainRequest request, ExplainedModel model, Problem? unfit, InferenceServices services)
    {
        if (unfit is not null)
        {
            return (null, null, unfit);
        }

        var (plan, refused) = ExplainPlan.Of(request, model, services.Explainers);
        return (model, plan, refused);
    }

    /// <summary>Cuts the characters that are scored out of the texts.</summary>
    private static (EncodedInput[] Inputs, Problem? Problem) Encode(
        HttpContext http, InferenceServices services, ExplainRequest request, LoadedLanguageModel model)
    {
        var (inputs, characters, problem) = LanguageWindows.Of(request, model, services.Limits);
        RequestFacts.Of(http).Tokens = characters;
        return (inputs, problem);
    }

    private static StreamHead Head(ExplainedModel model, ExplainPlan plan) => new(model.Reference, plan.Use);

    private static WindowWork<ExplainResult> Work(Explaining explaining, ExplainWork work, WorkAccount account) => new(
        async (window, token) =>
        {
            var inputs = window.Inputs();
            var spent = new ModelTime();
            ExplainResult[] results;
            try
            {
                results = await explaining.ExplainAsync(inputs, spent, token);
            }
            finally
            {
                account.Ran(spent.Tokens);
            }

            account.Finish(work.TokensOf(inputs));
            return (results, spent.Queue, spent.Compute);
        },
        ExplainJson.Default.ExplainResult);
}
