namespace TextClassify.Training.Vectors;

/// <summary>Reads its share of the corpus once an epoch and steps the shared tables without locks (Hogwild, Niu et al. 2011).</summary>
internal sealed class SkipGramWorker(SkipGramTrainer trainer, ReadOnlyMemory<int> share, ulong seed)
{
    // Texts longer than this are cut, as in word2vec.
    private const int LongestRun = 1_000;

    private const int WordsBetweenReports = 10_000;

    // A loss costs as much as a step; one step in so many is enough for a mean.
    private const int StepsPerLoss = 256;

    private readonly SkipGramOptions _options = trainer.Options;
    private readonly SkipGramWindow _window = new(
        trainer.Input, trainer.Output, trainer.Options.Width, 2 * trainer.Options.Window, 1 + trainer.Options.Negatives);

    private readonly int[] _run = new int[LongestRun];
    private readonly int[] _context = new int[2 * trainer.Options.Window];
    private readonly int[] _targets = new int[1 + trainer.Options.Negatives];
    private RandomStream _random = new(seed);
    private float _learningRate;
    private long _steps;

    public double LossSum { get; private set; }

    public long LossCount { get; private set; }

    public void RunEpoch(CancellationToken cancellationToken)
    {
        (LossSum, LossCount) = (0, 0);
        int length = 0;
        int unreported = 0;
        _learningRate = trainer.Advance(0);
        foreach (int word in share.Span)
        {
            if (word == VectorCorpus.Break || length == LongestRun)
            {
                StepRun(_run.AsSpan(0, length));
                length = 0;
            }

            if (word == VectorCorpus.Break)
            {
                continue;
            }

            if (_random.Unit() < trainer.KeepShare[word])
            {
                _run[length++] = word;
            }

            if (++unreported == WordsBetweenReports)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _learningRate = trainer.Advance(unreported);
                unreported = 0;
            }
        }

        StepRun(_run.AsSpan(0, length));
        trainer.Advance(unreported);
    }

    private void StepRun(ReadOnlySpan<int> run)
    {
        for (int centre = 0; centre < run.Length; centre++)
        {
            int reach = 1 + _random.Below(_options.Window);
            int contextLength = 0;
            for (int i = Math.Max(0, centre - reach); i <= Math.Min(run.Length - 1, centre + reach); i++)
            {
                if (i != centre)
                {
                    _context[contextLength++] = run[i];
                }
            }

            int targetLength = 1;
            _targets[0] = run[centre];
            for (int k = 0; k < _options.Negatives; k++)
            {
                int noise = trainer.Noise.Draw(ref _random);
                if (noise != run[centre])
                {
                    _targets[targetLength++] = noise;
                }
            }

            if (contextLength > 0)
            {
                Step(_context.AsSpan(0, contextLength), _targets.AsSpan(0, targetLength));
            }
        }
    }

    private void Step(ReadOnlySpan<int> context, ReadOnlySpan<int> targets)
    {
        if (_steps++ % StepsPerLoss == 0)
        {
            LossSum += _window.Loss(context, targets);
            LossCount++;
        }

        _window.Step(context, targets, _learningRate);
    }
}
