using System.Reflection;

namespace TextClassify.Api.Problems;

/// <summary>The one table from failures to status, stable type and title. Clients switch on the type; titles are for people.</summary>
internal static class ProblemTypes
{
    public static readonly ProblemType BadRequest = new("bad-request", 400, "The request cannot be read.");
    public static readonly ProblemType MalformedJson = new("malformed-json", 400, "The body is not valid JSON.");
    public static readonly ProblemType InvalidUtf8 = new("invalid-utf8", 400, "The text is not valid Unicode.");
    public static readonly ProblemType UnknownProperty = new("unknown-property", 400, "A property is not known.");
    public static readonly ProblemType DuplicateProperty = new("duplicate-property", 400, "A property stands twice.");
    public static readonly ProblemType WrongType = new("wrong-type", 400, "A value has another type than the contract asks for.");
    public static readonly ProblemType MissingInputs = new("missing-inputs", 400, "There is no inputs property.");
    public static readonly ProblemType EmptyInputs = new("empty-inputs", 400, "The list of inputs is empty.");
    public static readonly ProblemType MissingProperty = new("missing-property", 400, "A required property is missing.");
    public static readonly ProblemType EmptyText = new("empty-text", 400, "The text holds no words.");
    public static readonly ProblemType TextTooLong = new("text-too-long", 400, "The text is too long.");
    public static readonly ProblemType LineTooLong = new("line-too-long", 400, "The line is too long.");
    public static readonly ProblemType AspectNotSupported = new("aspect-not-supported", 400, "The model takes no aspect.");
    public static readonly ProblemType AspectMissing = new("aspect-missing", 400, "The model needs an aspect.");
    public static readonly ProblemType InvalidAspect = new(
        "invalid-aspect", 400, "The aspect is no part of the text that can be asked about.");
    public static readonly ProblemType UnknownSource = new("unknown-source", 400, "The model has no such source.");
    public static readonly ProblemType AllSourcesLost = new("all-sources-lost", 400, "No source of the case is left to answer.");
    public static readonly ProblemType NotSmiles = new("not-smiles", 400, "The text is no SMILES.");
    public static readonly ProblemType WrongTask = new("wrong-task", 400, "The model does another task.");
    public static readonly ProblemType OutOfRange = new("out-of-range", 400, "A value is out of its range.");
    public static readonly ProblemType UnknownLabel = new("unknown-label", 400, "The model has no such label.");
    public static readonly ProblemType UnknownMethod = new("unknown-method", 400, "There is no such explanation method.");
    public static readonly ProblemType UnknownMetric = new("unknown-metric", 400, "There is no such metric of explanations.");
    public static readonly ProblemType UnknownParameter = new("unknown-parameter", 400, "The method or the route has no such parameter.");
    public static readonly ProblemType UnknownState = new("unknown-state", 400, "There is no such state.");
    public static readonly ProblemType NotInModel = new("not-in-model", 400, "The model's graph does not give this.");
    public static readonly ProblemType UnknownInclude = new("unknown-include", 400, "There is no such part to include.");
    public static readonly ProblemType ReferenceMapMissing = new("reference-map-missing", 400, "The model has no reference map.");
    public static readonly ProblemType Unauthenticated = new("unauthenticated", 401, "The caller is not known.");
    public static readonly ProblemType MissingScope = new("missing-scope", 403, "The caller may not do this.");
    public static readonly ProblemType ForeignHost = new("foreign-host", 403, "The service does not answer under this name.");
    public static readonly ProblemType CrossSite = new("cross-site", 403, "The request comes from a page of another site.");
    public static readonly ProblemType UnknownModel = new("unknown-model", 404, "There is no such model.");
    public static readonly ProblemType UnknownPrediction = new("unknown-prediction", 404, "There is no such prediction.");
    public static readonly ProblemType UnknownCohort = new("unknown-cohort", 404, "There is no such cohort.");
    public static readonly ProblemType UnknownTraining = new("unknown-training", 404, "There is no such training.");
    public static readonly ProblemType UnknownMap = new("unknown-map", 404, "There is no such map.");
    public static readonly ProblemType CorpusMissing = new("corpus-missing", 404, "The model has no reference corpus.");
    public static readonly ProblemType UnknownRoute = new("unknown-route", 404, "There is nothing at this address.");
    public static readonly ProblemType MethodNotAllowed = new("method-not-allowed", 405, "The address does not take this HTTP method.");
    public static readonly ProblemType RequestTimeout = new("request-timeout", 408, "The request came too slowly.");
    public static readonly ProblemType ModelState = new("model-state", 409, "The state of the model forbids this.");
    public static readonly ProblemType NotRecorded = new("not-recorded", 409, "The level of recording does not keep this.");
    public static readonly ProblemType NothingInCommon = new(
        "nothing-in-common", 409, "No text is recorded of both versions.");
    public static readonly ProblemType TrainingDisabled = new("training-disabled", 409, "Nobody may train here.");
    public static readonly ProblemType BodyTooLarge = new("body-too-large", 413, "The body is too large.");
    public static readonly ProblemType TooManyInputs = new("too-many-inputs", 413, "There are too many inputs.");
    public static readonly ProblemType TooManySources = new("too-many-sources", 413, "The case has too many sources.");
    public static readonly ProblemType TooMuchWork = new("too-much-work", 413, "The request asks for too much work.");
    public static readonly ProblemType AnswerTooLarge = new("answer-too-large", 413, "The answer would be too large.");
    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The body has a media type this address does not read.");
    public static readonly ProblemType MethodNotSupported = new(
        "method-not-supported", 422, "The method cannot do this, or not with this model.");
    public static readonly ProblemType PackageRefused = new("package-refused", 422, "The package is not fit to serve.");
    public static readonly ProblemType DownloadRefused = new("download-refused", 422, "The package is not fetched from there.");
    public static readonly ProblemType QueueFull = new("queue-full", 429, "The service is busy.");
    public static readonly ProblemType QuotaExceeded = new("quota-exceeded", 429, "The caller asks for too much.");
    public static readonly ProblemType DeadlineUnreachable = new("deadline-unreachable", 429, "The service is too busy for the deadline.");
    public static readonly ProblemType HeadersTooLarge = new("headers-too-large", 431, "The request's headers are too large.");
    public static readonly ProblemType ModelOutputInvalid = new("model-output-invalid", 500, "The model gave numbers that are not finite.");
    public static readonly ProblemType Internal = new("internal-error", 500, "The service failed.");
    public static readonly ProblemType DownloadFailed = new("download-failed", 502, "The package could not be fetched.");
    public static readonly ProblemType NotReady = new("not-ready", 503, "No model is loaded.");
    public static readonly ProblemType Draining = new("draining", 503, "The service is stopping.");
    public static readonly ProblemType TrainingUnavailable = new("training-unavailable", 503, "Trainings can't be kept at the moment.");
    public static readonly ProblemType RecordingUnavailable = new(
        "recording-unavailable", 503, "Predictions are not recorded, or can't be now.");
    public static readonly ProblemType NodesUnavailable = new("nodes-unavailable", 503, "No node answers for the case's sources.");
    public static readonly ProblemType MemoryFull = new("memory-full", 503, "The requests under way hold as much memory as they may.");
    public static readonly ProblemType TimedOut = new("timeout", 504, "The work took longer than the time limit.");
    public static readonly ProblemType DeadlineExceeded = new(
        "deadline-exceeded", 504, "The caller's deadline passed before the work began.");
    public static readonly ProblemType Refused = new("refused", 0, "The request was refused.");

    /// <summary>Every type of the table.</summary>
    public static IReadOnlyList<ProblemType> All { get; } =
        [.. typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (ProblemType)field.GetValue(null)!)];

    /// <summary>The type of an answer that the framework made without a body.</summary>
    public static ProblemType OfStatus(int status) => status switch
    {
        400 => BadRequest,
        401 => Unauthenticated,
        403 => MissingScope,
        404 => UnknownRoute,
        405 => MethodNotAllowed,
        408 => RequestTimeout,
        413 => BodyTooLarge,
        415 => UnsupportedMediaType,
        429 => QueueFull,
        431 => HeadersTooLarge,
        503 => NotReady,
        504 => TimedOut,
        >= 500 => Internal,
        _ => Refused with { Status = status },
    };
}
