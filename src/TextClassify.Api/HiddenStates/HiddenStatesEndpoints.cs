using Microsoft.AspNetCore.Http.HttpResults;

namespace TextClassify.Api.HiddenStates;

internal static class HiddenStatesEndpoints
{
    public static void MapHiddenStates(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/hidden-states", AnswerAsync)
            .WithTags("Inference")
            .Named(
                "hiddenStates",
                "Follow the model's states through a text.",
                "By token: what the model expects so far, how sure it is, how far its states move, the states themselves, where they "
                + "lie in the package's reference maps and which reference states are near. Every list has one entry a token, in the "
                + "order of the text. Of a language model: by character, how far its state moves, the states, and the zones of its "
                + "gates with their norms. A model of aspects reads one aspect an input, and has zones of both directions. Of a case: by "
                + "source and round of messages, how far its node's state moves, and the states.")
            .Accepts<HiddenStatesRequest>(MediaTypes.Json)
            .Produces<HiddenStatesResponse>()
            .ProducesInferenceProblems();

    private static async Task<IResult> AnswerAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<HiddenStatesRequest>(
            http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || ModelLookup.Find<ITextModel, ITextClassifier>(http, services.Registry, request.Model).Fails(out problem, out var model))
        {
            return new ProblemResult(problem);
        }

        return model switch
        {
            ICharacterModel characters => await ReadAsync(http, services, request, characters, cancellationToken),
            ICaseClassifier cases when CaseStatesPlan.IsAskedBy(request) =>
                await ReadAsync(http, services, request, cases, cancellationToken),
            _ => await ReadAsync(http, services, request, (ITextClassifier)model, cancellationToken),
        };
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http,
        InferenceServices services,
        HiddenStatesRequest request,
        ICaseClassifier model,
        CancellationToken cancellationToken)
    {
        if (CaseStatesPlan.Of(request, model).Fails(out var problem, out var plan)
            || services.Encode(http, model, request.Inputs).Fails(out problem, out var inputs)
            || (request.Inputs.Single ? plan.Question.Lost(CaseStatesReader.SourcesOf(model, inputs[0])) : null).Fails(out problem)
            || TooLarge(inputs.Sum(input => plan.NumbersOf(model, input)), services.Limits.MaxStateNumbers).Fails(out problem)
            || services.Admit(
                http, new RequestCost(EncodedInput.ReadOf(inputs), StatesAnswerSize.Of(model, plan, inputs))).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var deadline = services.DeadlineOf(http, request.DeadlineMs);
        var (results, queue, compute) = await new CaseStatesReader(model, plan, deadline).ReadAsync(inputs, cancellationToken);
        return Answer(http, model, model.Labels, results, queue, compute);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http,
        InferenceServices services,
        HiddenStatesRequest request,
        ITextClassifier model,
        CancellationToken cancellationToken)
    {
        if (HiddenStatesPlan.Of(request, model).Fails(out var problem, out var plan)
            || services.Encode(http, model, request.Inputs).Fails(out problem, out var inputs)
            || TooLarge(RequestFacts.Of(http).Tokens * plan.NumbersPerToken(model), services.Limits.MaxStateNumbers).Fails(out problem)
            || TooMany(RequestFacts.Of(http).Tokens * plan.SearchesPerToken(model), services.Limits.MaxMapStates).Fails(out problem)
            || services.Admit(http, new RequestCost(inputs.Sum(plan.WorkOf), StatesAnswerSize.Of(model, plan, inputs))).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var deadline = services.DeadlineOf(http, request.DeadlineMs);
        var (results, queue, compute) = await new HiddenStatesReader(model, plan, deadline).ReadAsync(inputs, cancellationToken);
        return Answer(http, model, model.Labels, results, queue, compute);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http,
        InferenceServices services,
        HiddenStatesRequest request,
        ICharacterModel model,
        CancellationToken cancellationToken)
    {
        InferenceServices.Facts(http, model);
        if (LanguageStatesPlan.Of(request, model).Fails(out var problem, out var plan)
            || LanguageInputs.Read(request.Inputs, model, services.Limits).Fails(out problem, out var inputs)
            || TooLarge(
                Noted(http, inputs) * plan.NumbersPerCharacter(model.Pass.Shape), services.Limits.MaxStateNumbers).Fails(out problem)
            || services.Admit(
                http, RequestCost.OfCharacters(Noted(http, inputs), StatesAnswerSize.Of(model, plan, inputs))).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var (results, queue, compute) = await DeadlineWait.RunAsync(
            services.DeadlineOf(http, request.DeadlineMs),
            services.Time,
            token => new LanguageStatesReader(model, plan).ReadAsync(inputs, token),
            cancellationToken);
        return Answer(http, model, [], results, queue, compute);
    }

    /// <summary>Characters of the inputs, which the log line tells.</summary>
    private static long Noted(HttpContext http, LanguageInput[] inputs) =>
        RequestFacts.Of(http).Tokens = inputs.Sum(input => (long)input.Length);

    private static JsonHttpResult<HiddenStatesResponse> Answer(
        HttpContext http, ITextModel model, IReadOnlyList<string> labels, HiddenStatesResult[] results, TimeSpan queue, TimeSpan compute)
    {
        RequestFacts.Of(http).Answered(results.Length, results.Count(result => result.Error is not null), queue, compute);
        var response = new HiddenStatesResponse(ModelLookup.Reference(model), labels, results, Timing.From(queue, compute));
        return TypedResults.Json(response, HiddenStatesJson.Default.HiddenStatesResponse);
    }

    private static Problem? TooLarge(long numbers, int limit) => numbers <= limit
        ? null
        : new Problem(
            ProblemTypes.AnswerTooLarge, $"The vectors asked for hold {numbers} numbers; the limit is {limit}. Send fewer texts or states.")
        {
            Where = "include",
            Limit = limit,
        };

    private static Problem? TooMany(long states, int limit) => states <= limit
        ? null
        : new Problem(
            ProblemTypes.AnswerTooLarge,
            $"Positions and neighbours of {states} states are asked for; the limit is {limit}. Send fewer texts or states.")
        {
            Where = "include",
            Limit = limit,
        };
}
