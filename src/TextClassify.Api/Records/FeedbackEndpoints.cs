using System.Globalization;
using TextClassify.Api.Identity;
using TextClassify.Api.Memory;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;

namespace TextClassify.Api.Records;

internal static class FeedbackEndpoints
{
    /// <summary>How far ahead another machine's clock may be.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private static readonly Problem NotWritten = new(
        ProblemTypes.RecordingUnavailable, "The label could not be written; the log says why.")
    {
        RetryAfterSeconds = 5,
    };

    public static void MapFeedback(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/feedback/{id}/{item}", PutAsync)
            .WithName("putFeedback")
            .WithTags("Memory")
            .WithSummary("Say which label is right for a prediction.")
            .WithDescription(
                "Answers when the label is on the disk. The same again changes nothing, another one corrects it; of several callers the "
                    + "last counts. It counts at the time of the prediction, however late it comes, and may come before the prediction is "
                    + "recorded.")
            .Accepts<FeedbackRequest>(MediaTypes.Json)
            .Produces<FeedbackResponse>()
            .ProducesProblems(400, 404, 409, 413, 415, 503, 504);

    private static async Task<IResult> PutAsync(
        HttpContext http,
        string id,
        string item,
        InferenceServices services,
        PredictionMemory memory,
        PredictionQuestions questions,
        CancellationToken cancellationToken)
    {
        if (PredictionIds.Read(id).Fails(out var problem, out var key)
            || ItemOf(id, item).Fails(out problem, out var place)
            || (await RequestReading.ReadAsync<FeedbackRequest>(
                http, services.Limits, cancellationToken)).Fails(out problem, out var request)
            || (await questions.AskAsync(
                ask => Check(ask, key.Id, place.Index, request.Label), cancellationToken)).Fails(out problem, out var check)
            || (check.Known ? null : CheckEarly(key.Id, memory.Options, services.Time)).Fails(out problem))
        {
            return new ProblemResult(problem);
        }

        var label = new Label(
            key.Id, place.Index, Callers.NameOf(http.User) ?? "", request.Label, TimeValue.Microseconds(services.Time.GetUtcNow()));
        return await memory.Store!.LabelAsync(label).WaitAsync(cancellationToken)
            ? TypedResults.Json(
                new FeedbackResponse(key.Id, place.Index, request.Label, check.Known), PredictionJson.Default.FeedbackResponse)
            : new ProblemResult(NotWritten);
    }

    private static Outcome<Found> Check(Inquiry ask, Guid id, int item, string label)
    {
        return ask.FindItem(id, item) is not { } prediction
                ? ask.Find(id, most: 1).Count == 0 ? new Found(Known: false) : PredictionIds.Unknown($"{id}/{item}")
            : ask.Labels[(prediction.Model, prediction.Version)] is var labels && labels.Contains(label) ? new Found(Known: true)
            : new Problem(ProblemTypes.UnknownLabel, $"{Quoted.Name(label)} is not a label; there are {string.Join(", ", labels)}.")
            {
                Where = "label",
            };
    }

    /// <summary>A label may be there before its prediction, but not for one that can't come any more.</summary>
    private static Problem? CheckEarly(Guid id, MemoryOptions options, TimeProvider time)
    {
        var (made, now) = (PredictionIds.MadeAt(id), time.GetUtcNow());
        return made < now - options.Retention || made > now + ClockSlack ? PredictionIds.Unknown(id.ToString()) : null;
    }

    private static Outcome<Place> ItemOf(string id, string item) =>
        int.TryParse(item, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new Place(index)
            : PredictionIds.Unknown($"{id}/{item}");

    private sealed record Place(int Index);

    private sealed record Found(bool Known);
}
