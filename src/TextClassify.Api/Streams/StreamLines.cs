namespace TextClassify.Api.Streams;

/// <summary>First line of an NDJSON answer.</summary>
/// <param name="Model">The model that answers.</param>
/// <param name="Method">In answers of <c>/explain</c>.</param>
/// <param name="PredictionId">In answers of <c>/classify</c> that are recorded: an item is a line's index.</param>
internal sealed record StreamHead(ModelReference Model, MethodUse? Method = null, Guid? PredictionId = null);

/// <summary>Last line of an NDJSON answer; without it the answer was cut.</summary>
internal sealed record StreamTail(StreamSummary Summary);

/// <summary>Last line of an NDJSON answer that the service could not finish.</summary>
internal sealed record StreamFailure(ItemError Error);

/// <param name="Results">Lines answered, failed ones included.</param>
/// <param name="Failed">Lines answered with an error.</param>
/// <param name="QueueMs">Waiting for a turn, all windows together.</param>
/// <param name="ComputeMs">Running the model, all windows together.</param>
internal sealed record StreamSummary(long Results, long Failed, double QueueMs, double ComputeMs);
