using Microsoft.AspNetCore.Http.HttpResults;
using TextClassify.Api.Classify;
using TextClassify.Api.Probes;

namespace TextClassify.Api.OpenInference;

/// <summary>
/// The Open Inference Protocol, version 2, over the same readers, queue, quotas and models as <c>/classify</c>. Each group of routes is
/// mapped under the policy of what it stands for.
/// </summary>
internal static class OpenInferenceEndpoints
{
    public const string Prefix = "/v2";

    /// <summary>Server metadata and health.</summary>
    public static void MapOpenInferenceServer(this IEndpointRouteBuilder routes)
    {
        var server = Group(routes);

        server.MapGet("", () => TypedResults.Json(
                new InferServerMetadata(ServiceVersion.Service, ServiceVersion.Version, Tensors.Extensions),
                InferJson.Default.InferServerMetadata))
            .Named(
                "openInferenceServer",
                "Say what the server is. The extension evidence is the output of that name; the others are Triton's.")
            .Produces<InferServerMetadata>();

        server.MapGet("health/live", () => TypedResults.Json(new InferServerLive(true), InferJson.Default.InferServerLive))
            .Named("openInferenceLive", "Say whether the process answers; it depends on nothing else.")
            .Produces<InferServerLive>();

        server.MapGet("health/ready", Ready)
            .Named("openInferenceReady", "Say whether requests may be sent here, as /health/ready does.")
            .Produces<InferServerReady>()
            .Produces<InferServerReady>(StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>What models take and give, and whether they serve.</summary>
    public static void MapOpenInferenceModels(this IEndpointRouteBuilder routes)
    {
        var models = Group(routes).MapGroup("/models/{name}");
        foreach (var (path, suffix) in Forms)
        {
            models.MapGet(path, Describe)
                .Named($"openInferenceModel{suffix}", "Describe a classifier's tensors.")
                .Produces<InferModelMetadata>()
                .ProducesProblems(400, 404, 503);

            models.MapGet(path + "/ready", ModelReady)
                .Named($"openInferenceModelReady{suffix}", "Say whether a classifier serves and answers its golden text.")
                .Produces<InferModelReady>()
                .Produces<InferModelReady>(StatusCodes.Status503ServiceUnavailable)
                .ProducesProblems(400, 404);
        }
    }

    public static void MapOpenInference(this IEndpointRouteBuilder routes)
    {
        var models = Group(routes).MapGroup("/models/{name}");
        foreach (var (path, suffix) in Forms)
        {
            models.MapPost(path + "/infer", InferAsync)
                .Named(
                    $"openInference{suffix}",
                    "Label texts by the Open Inference Protocol.",
                    "A text that can't be labelled fails the request: the protocol has no errors of single texts. /classify has. "
                    + $"With the header {InferBody.LengthHeader} a body has the JSON in that many bytes and the bytes of its tensor "
                    + "behind it; an answer whose outputs were asked for as binary data is application/octet-stream and has the same "
                    + "header.")
                .Accepts<InferRequest>(MediaTypes.Json, MediaTypes.Binary)
                .Produces<InferResponse>()
                .ProducesInferenceProblems();
        }
    }

    /// <summary>Without a version the active one answers.</summary>
    private static IEnumerable<(string Path, string Suffix)> Forms => [("", ""), ("/versions/{version}", "Version")];

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes) => routes.MapGroup(Prefix).WithTags("Open Inference Protocol");

    private static JsonHttpResult<InferServerReady> Ready(Readiness readiness, IModelRegistry registry)
    {
        bool ready = readiness.Fault(registry.Current) is null;
        return TypedResults.Json(new InferServerReady(ready, ready), InferJson.Default.InferServerReady, statusCode: Status(ready));
    }

    private static IResult Describe(string name, string? version, IModelRegistry registry)
    {
        return WholeTexts(name, ModelLookup.Describe<ITextClassifier>(registry, Given(name, version))).Fails(out var problem, out var model)
            ? new ProblemResult(problem)
            : TypedResults.Json(Tensors.Of(model, registry.Current), InferJson.Default.InferModelMetadata);
    }

    private static IResult ModelReady(string name, string? version, IModelRegistry registry, ProbeBoard board)
    {
        if (WholeTexts(name, ModelLookup.Describe<ITextClassifier>(registry, Given(name, version))).Fails(out var problem, out var model))
        {
            return new ProblemResult(problem);
        }

        // Only active versions and canaries are probed; another one was checked when it was loaded.
        bool ready = board.Ages(registry.Current).All(entry => entry.Model != model || entry.Right);
        return TypedResults.Json(
            new InferModelReady(model.Manifest.Name, ready), InferJson.Default.InferModelReady, statusCode: Status(ready));
    }

    private static async Task<IResult> InferAsync(
        HttpContext http, string name, string? version, InferenceServices services, Shadows shadows, CancellationToken cancellationToken)
    {
        if ((await InferBody.ReadAsync(http.Request, services.Limits, cancellationToken)).Fails(out var problem, out var query)
            || WholeTexts(
                name, ModelLookup.Find<ITextClassifier>(http, services.Registry, Given(name, version))).Fails(out problem, out var model)
            || services.Encode(http, model, query.Texts).Fails(out problem, out var inputs)
            || Array.Find(inputs, input => input.Problem is not null).Problem.Fails(out problem)
            || EvidenceCheck.Of(model, query.AsksForEvidence).Fails(out problem)
            || services.Admit(http, CostOf(model, inputs, query)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var facts = InferenceServices.Facts(http, model);
        var (results, queue, compute) = await Classifier.ClassifyAsync(
            model, inputs, new AnswerForm(Top: null, query.AsksForEvidence), services.DeadlineOf(http, query.Timeout), cancellationToken);
        shadows.Offer(model, inputs, results);
        facts.Answered(results.Length, failed: 0, queue, compute);
        if (Array.Find(results, result => result.Error is not null)?.Error is { } error)
        {
            facts.FailedItems = results.Length;
            return new ProblemResult(new Problem(ProblemTypes.All.First(type => type.Urn == error.Type), error.Detail));
        }

        return new InferResult(InferAnswer.Respond(model, results, query));
    }

    /// <summary>A model of whole texts: the protocol's tensors have no place for an aspect.</summary>
    private static Outcome<ITextClassifier> WholeTexts(string name, Outcome<ITextClassifier> found) =>
        found.Fails(out var problem, out var model) ? problem with { Where = null }
        : model is not IAspectClassifier ? found
        : new Problem(
            ProblemTypes.WrongTask,
            $"{Quoted.Name(name)} labels aspects of a text, which this protocol cannot name; /classify takes them.");

    private static RequestCost CostOf(ITextClassifier model, EncodedInput[] inputs, InferQuery query) =>
        new(EncodedInput.ReadOf(inputs), AnswerSize.OfClassified(model, inputs, top: null, query.AsksForEvidence));

    private static string Given(string name, string? version) => version is null ? name : $"{name}/{version}";

    private static int Status(bool ready) => ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
