using Microsoft.AspNetCore.Http.Timeouts;

namespace TextClassify.Api.Language;

internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/score", ScoreAsync)
            .WithTags("Language")
            .Named(
                "score",
                "Say how surprising texts are, character by character.",
                "A language model's bits per character, and where they stand among texts of the kind it was trained on: gibberish, "
                + "other languages and code stand at the top. Offsets are UTF-16 code units; a character the model does not know is "
                + "scored as unknown and counted.")
            .Accepts<ScoreRequest>(MediaTypes.Json)
            .Produces<ScoreResponse>()
            .ProducesInferenceProblems();

        routes.MapPost("/generate", GenerateAsync)
            .WithTags("Language")
            .Named(
                "generate",
                "Write on from a prompt.",
                "The same seed gives the same text. Accept: text/event-stream gives it as it comes, in events named text, then one "
                + "named final with the whole answer; a caller who leaves ends it.")
            .Accepts<GenerateRequest>(MediaTypes.Json)
            .Produces<GenerateResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Events)
            .ProducesInferenceProblems();
    }

    private static async Task<IResult> ScoreAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<ScoreRequest>(http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || ModelLookup.Find<ICharacterModel>(http, services.Registry, request.Model).Fails(out problem, out var model))
        {
            return new ProblemResult(problem);
        }

        var facts = InferenceServices.Facts(http, model);
        facts.Tokens = request.Inputs.Items.Sum(item => (long)item.Text.Length);
        if (services.Admit(http, CostOf(request.Inputs.Items.Count, facts.Tokens)).Fails(out problem)
            || LanguageInputs.Read(request.Inputs, model, services.Limits).Fails(out problem, out var inputs))
        {
            return new ProblemResult(problem);
        }

        var (results, queue, compute) = await DeadlineWait.RunAsync(
            services.DeadlineOf(http, request.DeadlineMs),
            services.Time,
            token => LanguageScoring.ScoreAsync(model, inputs, request.Characters ?? true, token),
            cancellationToken);
        facts.Answered(results.Length, results.Count(result => result.Error is not null), queue, compute);
        var response = new ScoreResponse(ModelLookup.Reference(model), results, Timing.From(queue, compute));
        return TypedResults.Json(response, LanguageJson.Default.ScoreResponse);
    }

    private static async Task<IResult> GenerateAsync(
        HttpContext http, InferenceServices services, GenerateEvents events, CancellationToken cancellationToken)
    {
        var read = await RequestReading.ReadAsync<GenerateRequest>(http, services.Limits, cancellationToken);
        if (read.Fails(out var problem, out var request)
            || ModelLookup.Find<ICharacterModel>(http, services.Registry, request.Model).Fails(out problem, out var model))
        {
            return new ProblemResult(problem);
        }

        InferenceServices.Facts(http, model).Items = 1;
        var (plan, unknownCharacters) = TextWriting.Plan(model, request);
        if (services.Admit(http, CostOf(1, (long)plan.Prompt.Length + plan.Length)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        if (MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Events) == MediaTypes.Json)
        {
            return TypedResults.Json(
                await TextWriting.WriteAsync(model, plan, unknownCharacters, cancellationToken), LanguageJson.Default.GenerateResponse);
        }

        // The length is capped, and the caller's leaving ends it; a slow reader is no reason to cut it.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        await events.WriteAsync(http, model, plan, unknownCharacters, http.RequestAborted);
        return Results.Empty;
    }

    private static RequestCost CostOf(int texts, long characters) =>
        RequestCost.OfCharacters(characters, AnswerSize.OfScored(texts, characters));
}
