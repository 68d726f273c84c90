namespace TextClassify.Storage.Querying;

/// <summary>A prediction as it was kept.</summary>
/// <param name="Row">Orders predictions.</param>
/// <param name="Id">Of the request.</param>
/// <param name="Item">Place among its inputs.</param>
/// <param name="At">Microseconds since 1970.</param>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Cohort">What the caller called the group.</param>
/// <param name="Label">The likeliest label.</param>
/// <param name="Scores">In the order of the model's labels.</param>
/// <param name="Margin">The largest less the second.</param>
/// <param name="Entropy">In nats.</param>
/// <param name="Tokens">Of the whole text.</param>
/// <param name="Read">Of those, the ones that were read.</param>
/// <param name="Unknown">Of those, the ones that the vocabulary lacks.</param>
/// <param name="Text">At the level of texts.</param>
/// <param name="Labelled">The label that was given later.</param>
public sealed record FoundPrediction(
    long Row,
    Guid Id,
    int Item,
    long At,
    string Model,
    string Version,
    string? Cohort,
    string Label,
    IReadOnlyList<float> Scores,
    float Margin,
    float Entropy,
    int Tokens,
    int Read,
    int Unknown,
    string? Text,
    string? Labelled);
