using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using TextClassify.Api.Records;
using TextClassify.Api.Trainings.Contracts;

namespace TextClassify.Api.Trainings;

/// <summary>A file of rows becomes a model beside the service.</summary>
internal static class TrainingEndpoints
{
    public const string Create = "createTraining";

    /// <summary>How long a cancellation waits until nothing of the run is left.</summary>
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(10);

    public static void MapTrainings(this IEndpointRouteBuilder routes)
    {
        var trainings = routes.MapGroup("/trainings").WithTags("Training");

        trainings.MapPost("", CreateAsync)
            .Named(
                Create,
                "Train a classifier on the rows in the body.",
                "The body is the file as it is, in any encoding: a header, a column of texts and one of labels. The run has a process of "
                    + "its own; Location says where to look how it goes. In the end the model is loaded as a version that is ready and not "
                    + "active, but for the first of its name.")
            .WithMetadata(new QueryContract(typeof(TrainingQuery)))
            .Produces<TrainingStatus>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 409, 413, 415, 429, 503);

        trainings.MapGet("", List)
            .Named("listTrainings", "List the trainings that are remembered, newest first.")
            .Produces<TrainingList>()
            .ProducesProblems(409);

        trainings.MapGet("{id}", Get)
            .Named("getTraining", "Say how a training goes, or how it ended.")
            .Produces<TrainingStatus>()
            .ProducesProblems(404, 409);

        trainings.MapDelete("{id}", CancelAsync)
            .Named(
                "cancelTraining",
                "End a training that waits or runs.",
                "Answers when nothing of it runs any more, 202 when that takes longer than ten seconds. One that has ended stays as it is.")
            .Produces<TrainingStatus>()
            .Produces<TrainingStatus>(StatusCodes.Status202Accepted)
            .ProducesProblems(404, 409);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, TrainingIntake intake, TrainingRuns runs, IOptions<LimitsOptions> limits)
    {
        // A large file takes longer than a request may; bodies that come too slowly end by themselves.
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (intake.Refusal.Fails(out var problem)
            || RequestQuery<TrainingQuery>.Read(http.Request.Query, limits.Value).Fails(out problem, out var query)
            || TrainingRequest.Of(query).Fails(out problem, out var request)
            || (await intake.TakeAsync(http, request, http.RequestAborted)).Fails(out problem, out var run))
        {
            return new ProblemResult(problem);
        }

        http.Response.Headers.Location = $"{http.Request.PathBase.ToUriComponent()}/trainings/{run.Folder.Id}";
        return Answer(runs.Describe(run), StatusCodes.Status202Accepted);
    }

    private static IResult List(TrainingIntake intake, TrainingRuns runs) => intake.Refusal is { } problem
        ? new ProblemResult(problem)
        : TypedResults.Json(
            new TrainingList([.. runs.All.Reverse().Select(run => runs.Describe(run) with { Log = null })], runs.Options.MaxBytes),
            TrainingJson.Default.TrainingList);

    private static IResult Get(string id, TrainingIntake intake, TrainingRuns runs) =>
        Find(id, intake, runs).Fails(out var problem, out var run) ? new ProblemResult(problem) : Answer(runs.Describe(run));

    private static async Task<IResult> CancelAsync(
        HttpContext http, string id, TrainingIntake intake, TrainingRuns runs, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Find(id, intake, runs).Fails(out var problem, out var run))
        {
            return new ProblemResult(problem);
        }

        intake.Cancel(http, run);
        try
        {
            await run.Ended.WaitAsync(CancelPatience, time, cancellationToken);
            return Answer(runs.Describe(run));
        }
        catch (TimeoutException)
        {
            return Answer(runs.Describe(run), StatusCodes.Status202Accepted);
        }
    }

    private static Outcome<TrainingRun> Find(string id, TrainingIntake intake, TrainingRuns runs) =>
        intake.Refusal is { } refusal ? refusal
        : runs.Find(id) is { } run ? run
        : new Problem(ProblemTypes.UnknownTraining, $"There is no training {Quoted.Name(id)}; /trainings lists those that are remembered.");

    private static JsonHttpResult<TrainingStatus> Answer(TrainingStatus training, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(training, TrainingJson.Default.TrainingStatus, statusCode: status);
}
