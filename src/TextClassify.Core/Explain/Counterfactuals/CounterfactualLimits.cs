namespace TextClassify.Explain.Counterfactuals;

/// <summary>How widely a search looks.</summary>
/// <param name="MaxEdits">Most tokens changed.</param>
/// <param name="Deletions">Whether tokens may be taken out.</param>
/// <param name="Neighbours">Nearest words tried in a token's place; 0 for none.</param>
/// <param name="Candidates">Edits of one text that the model verifies, best by gradient first.</param>
/// <param name="Beam">Texts carried on from one number of edits to the next.</param>
internal sealed record CounterfactualLimits(int MaxEdits, bool Deletions, int Neighbours, int Candidates, int Beam);
