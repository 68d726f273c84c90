using TextClassify.Translation;

namespace TextClassify.UnitTests.Translation;

/// <summary>A net of a table: the next symbol hangs on the last one and on how many there are. It looks where it stands.</summary>
/// <param name="logits">[step,symbol,V]: of the next symbol, behind so many steps and the symbol read last.</param>
/// <param name="shape">Its V and most symbols.</param>
internal sealed class TableWriter(float[,,] logits, TranslatorShape shape) : ITranslationPass, ITranslationWriter
{
    private int _step = -1;
    private int _sources;

    public TranslatorShape Shape => shape;

    public ReadOnlyMemory<float> Logits { get; private set; }

    public ReadOnlyMemory<float> Attention { get; private set; }

    public (TimeSpan Queue, TimeSpan Compute) Times => (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

    public static TableWriter Random(int symbols, int most, int seed)
    {
        var random = new Random(seed);
        float[,,] logits = new float[most + 1, symbols, symbols];
        for (int step = 0; step <= most; step++)
        {
            for (int id = 0; id < symbols; id++)
            {
                for (int next = 0; next < symbols; next++)
                {
                    logits[step, id, next] = (random.NextSingle() - 0.5f) * 4;
                }
            }
        }

        return new(logits, new(symbols, 1, 1, most));
    }

    public Task<ITranslationWriter> ReadAsync(ReadOnlyMemory<int> source, int mostRows, CancellationToken cancellationToken)
    {
        (_step, _sources) = (-1, source.Length);
        return Task.FromResult<ITranslationWriter>(this);
    }

    public ValueTask StepAsync(ReadOnlyMemory<int> ids, ReadOnlyMemory<int> parents, CancellationToken cancellationToken)
    {
        _step++;
        float[] rows = new float[ids.Length * shape.Symbols], looks = new float[ids.Length * _sources];
        for (int row = 0; row < ids.Length; row++)
        {
            for (int next = 0; next < shape.Symbols; next++)
            {
                rows[(row * shape.Symbols) + next] = logits[_step, ids.Span[row], next];
            }

            looks[(row * _sources) + (_step % _sources)] = 1;
        }

        (Logits, Attention) = (rows, looks);
        return ValueTask.CompletedTask;
    }

    /// <summary>Every text of at most the most symbols with its log probability, likeliest first.</summary>
    public List<(int[] Ids, double LogProbability)> All()
    {
        var all = new List<(int[] Ids, double LogProbability)>();
        Extend([], SymbolVocabulary.EdgeId, 0);
        all.Sort((a, b) => b.LogProbability.CompareTo(a.LogProbability));
        return all;

        void Extend(int[] ids, int last, double score)
        {
            all.Add((ids, score + LogProbability(ids.Length, last, SymbolVocabulary.EdgeId)));
            for (int id = SymbolVocabulary.Reserved; id < shape.Symbols && ids.Length < shape.MaxSymbols; id++)
            {
                Extend([.. ids, id], id, score + LogProbability(ids.Length, last, id));
            }
        }
    }

    public double LogProbability(int step, int last, int next)
    {
        double sum = 0;
        for (int id = 0; id < shape.Symbols; id++)
        {
            sum += Math.Exp(logits[step, last, id]);
        }

        return logits[step, last, next] - Math.Log(sum);
    }

    public void Dispose()
    {
    }
}
