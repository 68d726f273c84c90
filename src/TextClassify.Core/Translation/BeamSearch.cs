namespace TextClassify.Translation;

/// <summary>
/// Finds likely texts: after each symbol the likeliest continuations of all texts are kept. A beam of 1 takes the likeliest symbol each
/// time; one as wide as there are texts finds the likeliest text.
/// </summary>
public static class BeamSearch
{
    /// <param name="writer">Stands before the first symbol.</param>
    /// <param name="shape">Of its net.</param>
    /// <param name="beam">Continuations kept, at least 1.</param>
    /// <param name="attention">Keep where the net looked back.</param>
    /// <param name="cancellationToken">Seen at every symbol.</param>
    /// <returns>At least one and at most <paramref name="beam"/>, likeliest first.</returns>
    /// <exception cref="InvalidDataException">The net's numbers are none.</exception>
    public static async Task<IReadOnlyList<BeamText>> RunAsync(
        ITranslationWriter writer, TranslatorShape shape, int beam, bool attention, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(beam, 1);
        var trace = new BeamTrace();
        var next = new BeamStep(beam, shape.Symbols);
        var found = new List<BeamText>();
        int[] ids = [SymbolVocabulary.EdgeId], parents = [0];
        double[] scores = [0];
        for (int length = 0; length <= shape.MaxSymbols && ids.Length > 0; length++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await writer.StepAsync(ids, parents, cancellationToken).ConfigureAwait(false);
            trace.Add(ids, parents, attention ? writer.Attention.Span : []);
            bool isLast = length == shape.MaxSymbols;
            next.Take(writer.Logits.Span, scores, endsAlone: isLast);
            foreach (var (row, score) in next.Ends)
            {
                found.Add(trace.TextOf(row, score));
            }

            if (isLast)
            {
                break;
            }

            (ids, parents, scores) = (next.Ids, next.Parents, next.Scores);
            if (found.Count >= beam && scores.Length > 0 && scores[0] <= Least(found, beam))
            {
                break;
            }
        }

        found.Sort(static (a, b) => b.LogProbability.CompareTo(a.LogProbability));
        if (found.Count == 0)
        {
            throw new InvalidDataException("The net gives no text a probability above 0.");
        }

        return found.Count <= beam ? found : found.GetRange(0, beam);
    }

    /// <summary>The score of the last text that is kept; a text that goes on only falls.</summary>
    private static double Least(List<BeamText> found, int beam)
    {
        found.Sort(static (a, b) => b.LogProbability.CompareTo(a.LogProbability));
        return found[beam - 1].LogProbability;
    }
}
