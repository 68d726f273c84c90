namespace TextClassify.Api.Records;

/// <summary>What is right for a prediction.</summary>
internal sealed record FeedbackRequest
{
    /// <summary>One of the model's labels.</summary>
    public required string Label { get; init; }
}

/// <summary>A label that is on the disk.</summary>
/// <param name="PredictionId">Of the answer.</param>
/// <param name="Item">The item.</param>
/// <param name="Label">The label.</param>
/// <param name="Known">Whether the prediction is recorded; a label may come before it.</param>
internal sealed record FeedbackResponse(Guid PredictionId, int Item, string Label, bool Known);
