namespace TextClassify.Training.Predictions;

/// <summary>Rows of which two models say different labels.</summary>
internal static class FlippedRows
{
    /// <summary>As <c>line,text,label,a,a_score,b,b_score,right</c>; the last is <c>a</c>, <c>b</c> or <c>neither</c>.</summary>
    public static void Write(string path, IEnumerable<(RowPrediction First, RowPrediction Second)> rows) => RowFile.Write(
        path,
        ["line", "text", "label", "a", "a_score", "b", "b_score", "right"],
        rows.Where(pair => pair.First.Predicted != pair.Second.Predicted).Select(pair => (string[])
        [
            RowFile.Number(pair.First.Row.Line), pair.First.Row.Text, pair.First.Row.Label,
            pair.First.Predicted, RowFile.Number(pair.First.Score), pair.Second.Predicted, RowFile.Number(pair.Second.Score),
            pair.First.IsRight ? "a" : pair.Second.IsRight ? "b" : "neither",
        ]));
}
