namespace TextClassify.Training.Translation;

/// <summary><c>dev.json</c> of a run folder.</summary>
/// <param name="Loss">Nats a symbol of all development pairs, edges among them.</param>
/// <param name="Exact">Share of the pairs that the likeliest symbol after the likeliest symbol writes without a fault.</param>
/// <param name="Pairs">How many those are.</param>
/// <param name="Updates">Optimizer steps.</param>
/// <param name="Weights">Numbers trained.</param>
internal sealed record TranslatorReport(double Loss, double Exact, int Pairs, int Updates, long Weights);
