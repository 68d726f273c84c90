namespace TextClassify.Api.Maps;

/// <summary>Labelled texts that a model was chosen on, and what it says of them.</summary>
/// <param name="Model">The model.</param>
/// <param name="Labels">In the order of counts and matrix.</param>
/// <param name="Rows">Texts measured; the package keeps <paramref name="Total"/> of them.</param>
/// <param name="Correct">Of those measured.</param>
/// <param name="Counts">Texts measured by true label.</param>
/// <param name="Confusion">Texts measured by true label, then by predicted label.</param>
/// <param name="Total">Texts kept.</param>
/// <param name="Offset">The first text of this page.</param>
/// <param name="Texts">The page.</param>
internal sealed record CorpusPage(
    ModelReference Model,
    IReadOnlyList<string> Labels,
    int Rows,
    int Correct,
    IReadOnlyList<int> Counts,
    IReadOnlyList<IReadOnlyList<int>> Confusion,
    int Total,
    int Offset,
    IReadOnlyList<CorpusEntry> Texts);

/// <param name="Row">The text's place in the corpus, which maps and searches name it by.</param>
/// <param name="Text">The whole text.</param>
/// <param name="Label">Its true label.</param>
/// <param name="Prediction">The likeliest label.</param>
/// <param name="Score">Its calibrated probability.</param>
/// <param name="Correct">Whether both are the same.</param>
/// <param name="TokenCount">Tokens that the model reads.</param>
internal sealed record CorpusEntry(int Row, string Text, string Label, string Prediction, double Score, bool Correct, int TokenCount);
