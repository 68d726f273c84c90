namespace TextClassify.Explain.Quality;

/// <summary>One explanation over its probe: the model's answers to the text without, or with only, its highest tokens.</summary>
internal sealed class RankedText(QualityProbe probe, QualitySubject subject)
{
    private readonly int[] _order = TokenOrder.Descending(subject.Attribution.Scores);
    private readonly Dictionary<(bool Kept, int Count), double> _values = [];

    public QualityProbe Probe => probe;

    public QualitySubject Subject => subject;

    public ReadOnlySpan<float> Scores => subject.Attribution.Scores;

    public int Tokens => _order.Length;

    /// <summary>The target's probability without the highest tokens, for each count of them.</summary>
    public Task<double[]> WithoutHighestAsync(int[] counts, CancellationToken cancellationToken) =>
        ValuesAsync(counts, kept: false, cancellationToken);

    /// <summary>The target's probability with the highest tokens alone.</summary>
    public Task<double[]> HighestAloneAsync(int[] counts, CancellationToken cancellationToken) =>
        ValuesAsync(counts, kept: true, cancellationToken);

    private async Task<double[]> ValuesAsync(int[] counts, bool kept, CancellationToken cancellationToken)
    {
        var missing = new List<int>();
        foreach (int count in counts)
        {
            if (!_values.ContainsKey((kept, count)) && !missing.Contains(count))
            {
                missing.Add(count);
            }
        }

        bool[] removed = new bool[missing.Count * Tokens];
        for (int row = 0; row < missing.Count; row++)
        {
            var marks = removed.AsSpan(row * Tokens, Tokens);
            TokenOrder.Mark(_order, missing[row], marks);
            for (int token = 0; kept && token < Tokens; token++)
            {
                marks[token] = !marks[token];
            }
        }

        double[] values = await probe.ProbabilitiesAsync(removed, cancellationToken).ConfigureAwait(false);
        for (int row = 0; row < values.Length; row++)
        {
            _values.Add((kept, missing[row]), values[row]);
        }

        return Array.ConvertAll(counts, count => _values[(kept, count)]);
    }
}
