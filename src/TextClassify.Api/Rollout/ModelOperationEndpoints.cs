using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Models;
using TextClassify.Inference.Traffic;

namespace TextClassify.Api.Rollout;

/// <summary>Roll forward and back while requests are answered.</summary>
internal static class ModelOperationEndpoints
{
    /// <summary>For those who may only look.</summary>
    public static void MapTraffic(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/models/{name}/traffic", (string name, IModelRegistry registry) => Describe(registry, name))
            .WithTags("Models")
            .Named("getTraffic", "Say which versions of a model take requests, and what else there is of it.")
            .Produces<TrafficDescription>()
            .ProducesProblems(404);

    public static void MapModelOperations(this IEndpointRouteBuilder routes)
    {
        var models = routes.MapGroup("/models/{name}").WithTags("Models");

        models.MapPost("{version}/load", LoadAsync)
            .Named(
                "loadModel",
                "Load a package and check it, so that it can be activated.",
                "Without a body: from the models' folder. With url and sha256: an archive (.zip or .tar.gz) is fetched, held against "
                + "the hash, unpacked and, when it passed every check, put into the folder. The first version of a new model is active "
                + "at once.")
            .Accepts<LoadRequest>(isOptional: true, MediaTypes.Json)
            .Produces<TrafficDescription>()
            .ProducesProblems(400, 404, 409, 413, 415, 422, 502, 503, 504);

        models.MapPost("{version}/activate", ActivateAsync)
            .Named(
                "activateModel",
                "Let a loaded version answer.",
                "Requests that have begun end on the version they began with, which stays loaded. otherLabels=true allows labels that the "
                    + "version before does not have.")
            .Produces<TrafficDescription>()
            .ProducesProblems(400, 404, 409, 422, 504);

        models.MapPost("{version}/unload", UnloadAsync)
            .Named(
                "unloadModel",
                "Give a version's memory back once the requests that have it have ended.",
                "202 when some have not within five seconds: the version is then listed as draining.")
            .Produces<TrafficDescription>()
            .Produces<TrafficDescription>(StatusCodes.Status202Accepted)
            .ProducesProblems(404, 409, 504);

        models.MapPost("rollback", RollBackAsync)
            .Named("rollBackModel", "Let the version answer that did before.")
            .Produces<TrafficDescription>()
            .ProducesProblems(404, 409, 422, 504);

        models.MapPut("traffic", SetTrafficAsync)
            .Named(
                "setTraffic",
                "Let another version answer a share of the callers, or be compared.",
                "A canary answers in the active version's place for weight of the callers: those of X-Sticky-Key, or of the key, "
                + "always the same. A shadow is asked what /classify and /v2 were, after the answer; /metrics tells how it agrees. "
                + "What is left out ends.")
            .Accepts<TrafficRequest>(MediaTypes.Json)
            .Produces<TrafficDescription>()
            .ProducesProblems(400, 404, 409, 413, 415, 504);
    }

    private static async Task<IResult> LoadAsync(
        HttpContext http,
        string name,
        string version,
        IModelRegistry registry,
        ModelOperations operations,
        PackageFetching fetching,
        ModelAudit audit,
        IOptions<LimitsOptions> limits,
        CancellationToken cancellationToken)
    {
        // A large package takes longer than a request may; fetching has its own time limit.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        cancellationToken = http.RequestAborted;
        if (http.Request.ContentLength == 0 || http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true)
        {
            var loaded = await audit.AskedAsync(
                http, ModelAudit.Load, name, version, operations.LoadAsync(name, version, cancellationToken));
            return Answer(registry, name, loaded);
        }

        if ((await RequestReading.ReadAsync<LoadRequest>(http, limits.Value, cancellationToken)).Fails(out var problem, out var request))
        {
            return new ProblemResult(problem);
        }

        var fetched = await audit.AskedAsync(
            http, ModelAudit.Fetch, name, version, fetching.LoadAsync(name, version, request.Url, request.Sha256, cancellationToken));
        return fetched.Fails(out problem, out var change) ? new ProblemResult(problem) : Answer(registry, name, change);
    }

    private static async Task<IResult> ActivateAsync(
        HttpContext http,
        string name,
        string version,
        IModelRegistry registry,
        ModelOperations operations,
        ModelAudit audit,
        CancellationToken cancellationToken,
        bool otherLabels = false)
    {
        var change = await audit.AskedAsync(
            http, ModelAudit.Activate, name, version, operations.ActivateAsync(name, version, otherLabels, cancellationToken));
        return Answer(registry, name, change);
    }

    private static async Task<IResult> UnloadAsync(
        HttpContext http,
        string name,
        string version,
        IModelRegistry registry,
        ModelOperations operations,
        ModelAudit audit,
        CancellationToken cancellationToken)
    {
        // Noted before the wait: it is done, also when nobody waits for the answer.
        var change = operations.Unload(name, version);
        audit.Asked(http, ModelAudit.Unload, name, version, change);
        bool released = await operations.IsReleasedAsync(change, cancellationToken);
        return Answer(registry, name, change, released ? StatusCodes.Status200OK : StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> RollBackAsync(
        HttpContext http,
        string name,
        IModelRegistry registry,
        ModelOperations operations,
        ModelAudit audit,
        CancellationToken cancellationToken)
    {
        var change = await audit.AskedAsync(http, ModelAudit.RollBack, name, null, operations.RollBackAsync(name, cancellationToken));
        return Answer(registry, name, change);
    }

    private static async Task<IResult> SetTrafficAsync(
        HttpContext http,
        string name,
        IModelRegistry registry,
        ModelOperations operations,
        ModelAudit audit,
        IOptions<LimitsOptions> limits,
        CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<TrafficRequest>(http, limits.Value, cancellationToken)).Fails(out var problem, out var request))
        {
            return new ProblemResult(problem);
        }

        var canary = request.Canary is { } share ? new CanaryTraffic(share.Version, share.Weight) : null;
        var change = operations.SetTraffic(name, canary, request.Shadow?.Version);
        audit.Asked(http, ModelAudit.Traffic, name, canary?.Version ?? request.Shadow?.Version, change);
        return Answer(registry, name, change);
    }

    private static IResult Answer(
        IModelRegistry registry, string name, ModelChange change, int status = StatusCodes.Status200OK) => change.Result switch
        {
            ModelChangeResult.Done => Describe(registry, name, status),
            ModelChangeResult.Unknown => new ProblemResult(RolloutProblems.Unknown(name)),
            ModelChangeResult.Forbidden => new ProblemResult(new Problem(ProblemTypes.ModelState, change.Detail)),
            _ => new ProblemResult(new Problem(ProblemTypes.PackageRefused, change.Detail)),
        };

    private static IResult Describe(IModelRegistry registry, string name, int status = StatusCodes.Status200OK) =>
        VersionStates.Describe(registry, name) is { } traffic
        ? TypedResults.Json(traffic, ModelJson.Default.TrafficDescription, statusCode: status)
        : new ProblemResult(RolloutProblems.Unknown(name));
}
