using TextClassify.Api.Http;
using TextClassify.Api.Inputs;
using TextClassify.Api.Problems;
using TextClassify.Api.Reading;
using TextClassify.Api.Requests;
using TextClassify.Api.Telemetry;
using TextClassify.Forward;

namespace TextClassify.Api.HiddenStates;

internal static class HiddenStatesEndpoints
{
    public static void MapHiddenStates(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/hidden-states", ReadAsync)
            .WithName("hiddenStates")
            .WithTags("Inference")
            .WithSummary("Follow the model's states through a text.")
            .WithDescription(
                "By token: what the model expects so far, how sure it is, how far its states move, the states themselves, where they lie in the "
                + "package's reference maps and which reference states are near. "
                + "Every list has one entry a token, in the order of the text. Of a language model: by character, how far its state moves, the states, and the "
                + "zones of its gates with their norms. A model of aspects reads one aspect an input, and has zones of both directions.")
            .Accepts<HiddenStatesRequest>(MediaTypes.Json)
            .Produces<HiddenStatesResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> ReadAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var limits = services.Limits;
        var (request, problem) = await RequestReading.ReadAsync<HiddenStatesRequest>(http.Request, limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var deadline = services.DeadlineOf(request.DeadlineMs);
        if (request.Model is not null && ModelLookup.IsLanguage(services.Registry, request.Model))
        {
            return await ReadLanguageAsync(http, services, request, deadline, cancellationToken);
        }

        var (model, unknown) = ModelLookup.Find(http, services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        var (plan, refused) = HiddenStatesPlan.Of(request, model);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var (inputs, failed) = services.Encode(http, model, request.Inputs);
        long tokens = inputs.Sum(input => (long)(input.Text?.Length ?? 0));
        failed ??= TooLarge(tokens * plan.NumbersPerToken(model), limits.MaxStateNumbers)
            ?? TooMany(tokens * plan.SearchesPerToken(model), limits.MaxMapStates)
            ?? services.Admit(http, new RequestCost(inputs.Sum(plan.WorkOf), StatesAnswerSize.Of(model, plan, inputs)));
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        var facts = InferenceServices.Facts(http, model);
        var (results, queue, compute) = await new HiddenStatesReader(model, plan, deadline).ReadAsync(inputs, cancellationToken);
        facts.Ran(queue, compute);
        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        var response = new HiddenStatesResponse(ModelLookup.Reference(model), model.Manifest.Labels, results, Timing.From(queue, compute));
        return TypedResults.Json(response, HiddenStatesJson.Default.HiddenStatesResponse);
    }

    private static async Task<IResult> ReadLanguageAsync(
        HttpContext http, InferenceServices services, HiddenStatesRequest request, CallDeadline? deadline, CancellationToken cancellationToken)
    {
        var (model, unknown) = ModelLookup.FindLanguage(http, services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        var facts = RequestFacts.Of(http);
        facts.Language = model;
        var (plan, refused) = LanguageStatesPlan.Of(request, model);
        if (plan is null)
        {
            return new ProblemResult(refused!);
        }

        var (inputs, failed) = LanguageInputs.Read(request.Inputs, model, services.Limits);
        facts.Tokens = inputs.Sum(input => (long)input.Length);
        failed ??= TooLarge(facts.Tokens * plan.NumbersPerCharacter(model.Pass.Shape), services.Limits.MaxStateNumbers)
            ?? services.Admit(http, RequestCost.OfCharacters(facts.Tokens, StatesAnswerSize.Of(model, plan, inputs)));
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        var (results, queue, compute) = await DeadlineWait.RunAsync(
            deadline, services.Time, token => new LanguageStatesReader(model, plan).ReadAsync(inputs, token), cancellationToken);
        facts.Ran(queue, compute);
        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        var response = new HiddenStatesResponse(ModelLookup.Reference(model), [], results, Timing.From(queue, compute));
        return TypedResults.Json(response, HiddenStatesJson.Default.HiddenStatesResponse);
    }

    private static Problem? TooLarge(long numbers, int limit) => numbers <= limit
        ? null
        : new Problem(ProblemTypes.AnswerTooLarge, $"The vectors asked for hold {numbers} numbers; the limit is {limit}. Send fewer texts or states.")
        {
            Where = "include",
            Limit = limit,
        };

    private static Problem? TooMany(long states, int limit) => states <= limit
        ? null
        : new Problem(ProblemTypes.AnswerTooLarge, $"Positions and neighbours of {states} states are asked for; the limit is {limit}. Send fewer texts or states.")
        {
            Where = "include",
            Limit = limit,
        };
}
