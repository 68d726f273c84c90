using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Http;
using TextClassify.Api.Reading;
using TextClassify.Api.Requests;
using TextClassify.Api.Telemetry;
using TextClassify.Inference.Registry;

namespace TextClassify.Api.Language;

internal static class LanguageEndpoints
{
    public static void MapLanguage(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/score", ScoreAsync)
            .WithName("score")
            .WithTags("Language")
            .WithSummary("Say how surprising texts are, character by character.")
            .WithDescription(
                "A language model's bits per character, and where they stand among texts of the kind it was trained on: gibberish, other languages and code "
                + "stand at the top. Offsets are UTF-16 code units; a character the model does not know is scored as unknown and counted.")
            .Accepts<ScoreRequest>(MediaTypes.Json)
            .Produces<ScoreResponse>()
            .ProducesInferenceProblems();

        routes.MapPost("/generate", GenerateAsync)
            .WithName("generate")
            .WithTags("Language")
            .WithSummary("Write on from a prompt.")
            .WithDescription(
                "The same seed gives the same text. Accept: text/event-stream gives it as it comes, in events named text, then one named final with the "
                + "whole answer; a caller who leaves ends it.")
            .Accepts<GenerateRequest>(MediaTypes.Json)
            .Produces<GenerateResponse>(StatusCodes.Status200OK, MediaTypes.Json, MediaTypes.Events)
            .ProducesInferenceProblems();
    }

    private static async Task<IResult> ScoreAsync(HttpContext http, InferenceServices services, CancellationToken cancellationToken)
    {
        var (request, problem) = await RequestReading.ReadAsync<ScoreRequest>(http.Request, services.Limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var deadline = services.DeadlineOf(request.DeadlineMs);
        var (model, unknown) = ModelLookup.FindLanguage(http, services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        long characters = request.Inputs.Items.Sum(item => (long)item.Text.Length);
        if (services.Admit(http, RequestCost.OfCharacters(characters, AnswerSize.OfScored(request.Inputs.Items.Count, characters))) is { } exceeded)
        {
            return new ProblemResult(exceeded);
        }

        var facts = Facts(http, model);
        var (results, timing, failed) = await DeadlineWait.RunAsync(
            deadline, services.Time, token => LanguageScoring.ScoreAsync(model, request, services.Limits, token), cancellationToken);
        if (failed is not null)
        {
            return new ProblemResult(failed);
        }

        facts.Items = results.Length;
        facts.FailedItems = results.Count(result => result.Error is not null);
        return TypedResults.Json(new ScoreResponse(ModelLookup.Reference(model), results, timing), LanguageJson.Default.ScoreResponse);
    }

    private static async Task<IResult> GenerateAsync(
        HttpContext http, InferenceServices services, GenerateEvents events, CancellationToken cancellationToken)
    {
        var (request, problem) = await RequestReading.ReadAsync<GenerateRequest>(http.Request, services.Limits, cancellationToken);
        if (request is null)
        {
            return new ProblemResult(problem!);
        }

        var (model, unknown) = ModelLookup.FindLanguage(http, services.Registry, request.Model);
        if (model is null)
        {
            return new ProblemResult(unknown!);
        }

        Facts(http, model).Items = 1;
        var (plan, unknownCharacters) = Generating.Plan(model, request);
        long characters = (long)plan.Prompt.Length + plan.Length;
        if (services.Admit(http, RequestCost.OfCharacters(characters, AnswerSize.OfScored(1, characters))) is { } exceeded)
        {
            return new ProblemResult(exceeded);
        }

        if (MediaTypes.Choose(http.Request, MediaTypes.Json, MediaTypes.Events) == MediaTypes.Json)
        {
            return TypedResults.Json(
                await Generating.WriteAsync(model, plan, unknownCharacters, cancellationToken), LanguageJson.Default.GenerateResponse);
        }

        // The length is capped, and the caller's leaving ends it; a slow reader is no reason to cut it.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        await events.WriteAsync(http, model, plan, unknownCharacters, http.RequestAborted);
        return Results.Empty;
    }

    private static RequestFacts Facts(HttpContext http, LoadedLanguageModel model)
    {
        var facts = RequestFacts.Of(http);
        facts.Language = model;
        return facts;
    }
}
