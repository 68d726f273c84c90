namespace TextClassify.Api.Maps;

/// <summary>Cuts tokens out of the texts of a model's corpus, with a little of what stands around them.</summary>
internal sealed class CorpusTexts(ITextClassifier model)
{
    private const int ContextLength = 60;

    /// <param name="row">A text of the corpus.</param>
    /// <param name="start">First token.</param>
    /// <param name="end">The token after the last.</param>
    public (string Before, string Words, string After) Cut(int row, int start, int end)
    {
        string text = model.Maps.Corpus!.Texts[row].Text;
        var tokens = model.Maps.Texts[row].Tokens.Span;
        int first = tokens[start].Start, last = tokens[end - 1].End;
        return (text[Begin(text, first)..first], text[first..last], text[last..End(text, last)]);
    }

    public string LabelOf(int row) => model.Labels[model.Maps.Corpus!.Texts[row].Label];

    public string PredictionOf(int row) => model.Labels[model.Maps.Corpus!.Texts[row].Prediction];

    // A pair of surrogates is not cut in half.
    private static int Begin(string text, int first)
    {
        int begin = Math.Max(0, first - ContextLength);
        return begin < first && char.IsLowSurrogate(text[begin]) ? begin + 1 : begin;
    }

    private static int End(string text, int last)
    {
        int end = Math.Min(text.Length, last + ContextLength);
        return end > last && end < text.Length && char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }
}
