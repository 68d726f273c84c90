namespace TextClassify.Training.Cases;

/// <summary><c>dev.json</c> of a run folder: the final net (best epoch, table in half precision) on the development cases.</summary>
/// <param name="Epoch">Epoch of the weights kept, from 1.</param>
/// <param name="Figures">Of the answers.</param>
/// <param name="Messages">Sent in a case; the mean.</param>
/// <param name="Weights">Numbers trained, the table's left out.</param>
/// <param name="Labels">True class of each case.</param>
/// <param name="Logits">[cases][C], merged, before temperature.</param>
internal sealed record CaseReport(
    int Epoch,
    CaseFigures Figures,
    double Messages,
    long Weights,
    IReadOnlyList<int> Labels,
    IReadOnlyList<float[]> Logits)
{
    public LabelledLogits ToSplit() => LabelledLogits.Of(Logits, Labels);
}

/// <summary>Shares of right answers, 0..1.</summary>
/// <param name="Merged">Every message arriving.</param>
/// <param name="Silent">Of the merged answer, no message arriving.</param>
/// <param name="Own">Of each source's node, of the cases that have the source, every message arriving.</param>
/// <param name="Alone">The same, no message arriving.</param>
/// <param name="Without">Of the merged answer where the source is missing, of the cases that have it and another.</param>
/// <param name="Cases">That have the source.</param>
internal sealed record CaseFigures(
    double Merged,
    double Silent,
    IReadOnlyList<double> Own,
    IReadOnlyList<double> Alone,
    IReadOnlyList<double> Without,
    IReadOnlyList<int> Cases);
