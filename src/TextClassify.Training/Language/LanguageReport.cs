namespace TextClassify.Training.Language;

/// <summary><c>dev.json</c> of a run folder.</summary>
/// <param name="BitsPerCharacter">Of all development characters, edges among them, with the state carried on.</param>
/// <param name="Characters">How many those are.</param>
/// <param name="TrainedCharacters">Read in training.</param>
/// <param name="Weights">Numbers trained.</param>
internal sealed record LanguageReport(double BitsPerCharacter, int Characters, long TrainedCharacters, long Weights);
