namespace TextClassify.Language;

/// <summary>How the next character is drawn.</summary>
/// <param name="Temperature">Divides the logits; 0 takes the likeliest.</param>
/// <param name="TopK">Only so many of the likeliest; 0 is no limit.</param>
/// <param name="TopP">Only the likeliest that together have this probability (Holtzman et al. 2020); above 0, 1 is no limit.</param>
/// <param name="Seed">The same seed and the same text before give the same characters.</param>
public sealed record SamplingOptions(double Temperature, int TopK, double TopP, int Seed);
