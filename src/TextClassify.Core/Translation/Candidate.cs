namespace TextClassify.Translation;

/// <summary>A text that may be the translation.</summary>
/// <param name="Text">As the net wrote it; the likeliest of its writings.</param>
/// <param name="Probability">The net's, 0 to 1; of SMILES the sum over the writings of one molecule that were found.</param>
/// <param name="IsValid">Whether it is SMILES; null in other notations.</param>
/// <param name="Form">The canonical form where it is SMILES, else the text: equal forms are one answer.</param>
/// <param name="Found">The writing that <paramref name="Text"/> is.</param>
public sealed record Candidate(string Text, double Probability, bool? IsValid, string Form, BeamText Found);
