namespace TextClassify.Training.Vectors;

/// <summary>
/// Word vectors by skip-gram with negative sampling (Mikolov et al. 2013): subsampling of frequent words, dynamic windows, noise from
/// unigram^0.75, step size falling in a line. With one thread the same seed gives the same bits; with more, updates race and it does not.
/// </summary>
internal sealed class SkipGramTrainer
{
    private const double NoisePower = 0.75;

    // word2vec's floor, as a share of the step size at the start.
    private const double SmallestRate = 1e-4;

    private readonly VectorCorpus _corpus;
    private readonly SkipGramWorker[] _workers;
    private long _wordsDone;

    public SkipGramTrainer(VectorCorpus corpus, SkipGramOptions options)
    {
        _corpus = corpus;
        Options = options;
        TotalWords = corpus.Counts.Sum() * options.Epochs;
        double corpusWords = corpus.Counts.Sum();
        KeepShare = [.. corpus.Counts.Select(count => KeepShareOf(count / corpusWords, options.Subsample))];
        Noise = new AliasTable([.. corpus.Counts.Select(count => Math.Pow(count, NoisePower))]);
        Input = new float[corpus.Words.Length * options.Width];
        Output = new float[Input.Length];
        var random = new RandomStream((ulong)options.Seed);
        for (int i = 0; i < Input.Length; i++)
        {
            Input[i] = (random.Unit() - 0.5f) / options.Width;
        }

        _workers = [.. Shares(corpus.Tokens, options.Threads).Select(share => new SkipGramWorker(this, share, random.Next()))];
    }

    public SkipGramOptions Options { get; }

    public float[] Input { get; }

    public float[] Output { get; }

    public float[] KeepShare { get; }

    public AliasTable Noise { get; }

    /// <summary>Words of all epochs, those dropped by subsampling included.</summary>
    public long TotalWords { get; }

    public long WordsDone => Interlocked.Read(ref _wordsDone);

    /// <summary>Trains one epoch; gives the mean loss a pair.</summary>
    public async Task<double> RunEpochAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_workers.Select(worker => Task.Run(() => worker.RunEpoch(cancellationToken), cancellationToken)));
        return _workers.Sum(worker => worker.LossSum) / Math.Max(1, _workers.Sum(worker => worker.LossCount));
    }

    public WordVectors ToVectors() => new(_corpus.Words, Options.Width, Input);

    /// <summary>Counts words as read; gives the step size that follows.</summary>
    public float Advance(int words)
    {
        long done = Interlocked.Add(ref _wordsDone, words);
        return (float)(Options.LearningRate * Math.Max(SmallestRate, 1 - (done / (double)(TotalWords + 1))));
    }

    private static float KeepShareOf(double frequency, double subsample) =>
        subsample == 0 ? 1 : (float)(Math.Sqrt(subsample / frequency) + (subsample / frequency));

    private static IEnumerable<ReadOnlyMemory<int>> Shares(int[] tokens, int count)
    {
        int start = 0;
        for (int i = 1; i <= count; i++)
        {
            int end = (int)((long)tokens.Length * i / count);
            while (end < tokens.Length && tokens[end] != VectorCorpus.Break)
            {
                end++;
            }

            end = Math.Max(start, end);
            yield return tokens.AsMemory(start, end - start);
            start = end;
        }
    }
}
