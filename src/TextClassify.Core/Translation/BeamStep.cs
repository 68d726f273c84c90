namespace TextClassify.Translation;

/// <summary>The likeliest continuations of texts that are written side by side.</summary>
/// <param name="beam">How many are kept.</param>
/// <param name="symbols">V.</param>
internal sealed class BeamStep(int beam, int symbols)
{
    private readonly float[] _logProbabilities = new float[symbols];
    private readonly PriorityQueue<(int Row, int Id), double> _best = new(beam + 1);
    private readonly List<(int Row, double Score)> _ends = [];

    /// <summary>Rows that end here, among the likeliest continuations, with the score of the whole text.</summary>
    public IReadOnlyList<(int Row, double Score)> Ends => _ends;

    /// <summary>The symbols that others go on with, likeliest first.</summary>
    public int[] Ids { get; private set; } = [];

    /// <summary>The row each goes on from.</summary>
    public int[] Parents { get; private set; } = [];

    public double[] Scores { get; private set; } = [];

    /// <param name="logits">[rows,V].</param>
    /// <param name="scores">Of the rows so far.</param>
    /// <param name="endsAlone">There is room for no symbol more: only the edge may follow.</param>
    public void Take(ReadOnlySpan<float> logits, ReadOnlySpan<double> scores, bool endsAlone)
    {
        _best.Clear();
        _ends.Clear();
        for (int row = 0; row < scores.Length; row++)
        {
            LogSoftmax(logits.Slice(row * symbols, symbols), _logProbabilities);
            for (int id = SymbolVocabulary.EdgeId; id < (endsAlone ? SymbolVocabulary.Reserved : symbols); id++)
            {
                Offer(row, id, scores[row] + _logProbabilities[id]);
            }
        }

        var kept = new (int Row, int Id, double Score)[_best.Count];
        int going = 0;
        for (int place = kept.Length - 1; place >= 0; place--)
        {
            _best.TryDequeue(out var continuation, out double score);
            kept[place] = (continuation.Row, continuation.Id, score);
            going += continuation.Id == SymbolVocabulary.EdgeId ? 0 : 1;
        }

        (Ids, Parents, Scores) = (new int[going], new int[going], new double[going]);
        int at = 0;
        foreach (var (row, id, score) in kept)
        {
            if (id == SymbolVocabulary.EdgeId)
            {
                _ends.Add((row, score));
            }
            else
            {
                (Ids[at], Parents[at], Scores[at]) = (id, row, score);
                at++;
            }
        }
    }

    private void Offer(int row, int id, double score)
    {
        if (score == double.NegativeInfinity)
        {
            return;
        }

        if (_best.Count < beam)
        {
            _best.Enqueue((row, id), score);
        }
        else if (_best.TryPeek(out _, out double least) && score > least)
        {
            _best.EnqueueDequeue((row, id), score);
        }
    }

    private static void LogSoftmax(ReadOnlySpan<float> logits, Span<float> to)
    {
        float most = TensorPrimitives.Max(logits);
        TensorPrimitives.Subtract(logits, most, to);
        double sum = 0;
        foreach (float one in to)
        {
            sum += Math.Exp(one);
        }

        if (!double.IsFinite(sum))
        {
            throw new InvalidDataException("The net gave logits that are no numbers.");
        }

        TensorPrimitives.Subtract(to, (float)Math.Log(sum), to);
    }
}
