namespace TextClassify.Forward;

/// <summary>
/// The logits of one text in two parts for each of P phrases, before temperature, and where the time went. The arrays belong to the
/// receiver.
/// </summary>
/// <param name="Beta">The phrases' parts, [P,C].</param>
/// <param name="Gamma">The rest, [P,C]; beta + gamma are the logits to single precision.</param>
/// <param name="Queue">Time the rows waited.</param>
/// <param name="Compute">Time the model ran.</param>
public sealed record ContextualBatch(float[] Beta, float[] Gamma, TimeSpan Queue, TimeSpan Compute);
