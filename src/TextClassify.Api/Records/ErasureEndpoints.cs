using TextClassify.Api.Memory;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

internal static class ErasureEndpoints
{
    private const string Caller = "caller";
    private const string Text = "text";
    private const int MostTold = 100;

    private static readonly Problem NotWritten = new(
        ProblemTypes.RecordingUnavailable, "The erasure could not be written; the log says why.")
    {
        RetryAfterSeconds = 5,
    };

    public static void MapErasures(this IEndpointRouteBuilder routes)
    {
        var erasures = routes.MapGroup("/erasures").WithTags("Memory");

        erasures.MapPost("", PostAsync)
            .WithName("erasePredictions")
            .WithSummary("Take away what was recorded of a caller, or of a text.")
            .WithDescription(
                "When it answers, no question shows these predictions, their shares and their labels. The files are written anew without "
                    + "them soon after; doneAt tells when that has happened. What is recorded later stays. The same again does no harm.")
            .Accepts<ErasureRequest>(MediaTypes.Json)
            .Produces<ErasuresResponse>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 409, 413, 415, 503, 504);

        erasures.MapGet("", GetAsync)
            .WithName("listErasures")
            .WithSummary("Tell which erasures were asked for and which are done.")
            .Produces<ErasuresResponse>()
            .ProducesProblems(409, 503, 504);
    }

    private static async Task<IResult> PostAsync(
        HttpContext http,
        InferenceServices services,
        PredictionMemory memory,
        PredictionQuestions questions,
        CancellationToken cancellationToken)
    {
        if ((await RequestReading.ReadAsync<ErasureRequest>(
                http, services.Limits, cancellationToken)).Fails(out var problem, out var request)
            || Check(request).Fails(out problem)
            || (memory.Store is null ? PredictionQuestions.NotRecorded : null).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        long now = TimeValue.Microseconds(services.Time.GetUtcNow());
        var erasure = request.Caller is { } caller
            ? new Erasure(ErasureKind.Caller, caller, now)
            : new Erasure(ErasureKind.Text, request.Text!, now);
        if (!await memory.Store!.EraseAsync(erasure).WaitAsync(cancellationToken))
        {
            return new ProblemResult(NotWritten);
        }

        return await AnswerAsync(questions, StatusCodes.Status202Accepted, cancellationToken);
    }

    private static Task<IResult> GetAsync(PredictionQuestions questions, CancellationToken cancellationToken) =>
        AnswerAsync(questions, StatusCodes.Status200OK, cancellationToken);

    private static async Task<IResult> AnswerAsync(PredictionQuestions questions, int status, CancellationToken cancellationToken) =>
        (await questions.AskAsync(ask => Outcome.Of(Of(ask)), cancellationToken)).Fails(out var problem, out var response)
            ? new ProblemResult(problem)
            : TypedResults.Json(response, PredictionJson.Default.ErasuresResponse, statusCode: status);

    private static ErasuresResponse Of(Inquiry ask) => new(
        ask.AsOf,
        [
            .. ask.Erasures.Reverse().Take(MostTold).Select(mark => new ErasureEntry(
                mark.Number, mark.Kind == ErasureKind.Text ? Text : Caller, TimeValue.Of(mark.At),
                mark.Everywhere is { } done ? TimeValue.Of(done) : null)),
        ]);

    private static Problem? Check(ErasureRequest request) => request is { Caller: null, Text: null } or { Caller: not null, Text: not null }
        ? new Problem(ProblemTypes.OutOfRange, $"An erasure has either {Caller} or {Text}.") { Where = Caller }
        : request is { Caller: "" } or { Text: "" }
            ? new Problem(ProblemTypes.OutOfRange, "It must not be empty.") { Where = request.Caller is null ? Text : Caller }
            : null;
}
