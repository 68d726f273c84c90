using TextClassify.Api.Records;

namespace TextClassify.Api.Monitoring;

/// <summary>What to label next, and what follows from the labels of those before.</summary>
/// <param name="AsOf">The moment of which the answer is.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Predictions">That were chosen.</param>
/// <param name="Labelled">Those that come before the first without a label.</param>
/// <param name="Accuracy">From their labels, weighted by the chance with which each was drawn; null without any.</param>
/// <param name="Queue">The next, in their order.</param>
internal sealed record LabelQueueResponse(
    DateTimeOffset AsOf, string Model, long Predictions, int Labelled, BandValue? Accuracy, IReadOnlyList<QueuedPrediction> Queue);

/// <param name="SelectionProbability">With which it was to be among those that are shown here or come before.</param>
/// <param name="Prediction">What was said.</param>
internal sealed record QueuedPrediction(double SelectionProbability, PredictionEntry Prediction);
