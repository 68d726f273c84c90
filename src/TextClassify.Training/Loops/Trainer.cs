using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using static TorchSharp.torch;

namespace TextClassify.Training.Loops;

/// <summary>
/// Trains a net and its embedding table, keeps the weights that were best on development, and goes on from a checkpoint as if it had never
/// been stopped: every epoch's random numbers follow from the seed and the epoch alone.
/// </summary>
internal sealed class Trainer(Crnn net, WordTable words, TrainingOptions options, LossGuard guard, Generator random, int seed, TimeProvider time)
{
    private readonly TrainingStep _step = new(net, words, options, guard);
    private readonly WeightAverage? _average = options.WeightAverage > 0 ? new(net.Weights, words, options.WeightAverage) : null;
    private WeightTable? _best;

    /// <summary>Called after every step.</summary>
    public Action<TrainingProgress>? OnProgress { get; init; }

    /// <summary>Called after every evaluation.</summary>
    public Action<TrainingLogLine>? OnEvaluation { get; init; }

    /// <summary>Called after every epoch but the last, with what <see cref="Resume"/> takes.</summary>
    public Action<TrainingState, IEnumerable<Weight>>? OnEpoch { get; init; }

    public TrainingState State { get; private set; } = new();

    public void Resume(Checkpoint checkpoint)
    {
        State = checkpoint.State;
        net.Load(Part(checkpoint.Arrays, "live/"));
        checkpoint.Arrays["live/embedding.weight"].Values.CopyTo(words.Values, 0);
        _step.Load(checkpoint.Arrays);
        _average?.Load(checkpoint.Arrays);
        _best = Part(checkpoint.Arrays, "best/");
    }

    /// <summary>Trains to the end, then leaves the best weights, table rounded to half precision, in the net.</summary>
    /// <param name="train">The rows to fit.</param>
    /// <param name="finerLabels">A class of the net's second output layer for each row of <paramref name="train"/>; null where it has none.</param>
    /// <param name="dev">The rows to choose on.</param>
    /// <param name="cancellationToken">Seen before every step.</param>
    public void Run(EncodedSplit train, int[]? finerLabels, EncodedSplit dev, CancellationToken cancellationToken)
    {
        int[] lengths = [.. train.Texts.Select(text => text.Length)];
        var clock = new TrainingClock(time, lengths.Sum(length => (long)length), options.Epochs, State.Epoch);
        for (int epoch = State.Epoch + 1; epoch <= options.Epochs && epoch - Math.Max(State.BestEpoch, 1) <= options.Patience; epoch++)
        {
            RunEpoch(epoch, lengths, train, finerLabels, dev, clock, cancellationToken);
            State = State with { Epoch = epoch };
            OnEpoch?.Invoke(State, Arrays());
        }

        Restore(_best!);
        words.RoundToHalf();
    }

    private void RunEpoch(
        int epoch, int[] lengths, EncodedSplit train, int[]? finerLabels, EncodedSplit dev, TrainingClock clock, CancellationToken cancellationToken)
    {
        int epochSeed = unchecked((seed * 1_000_003) + epoch);
        random.manual_seed(epochSeed);
        var draws = new Random(epochSeed);
        var batches = BatchPlan.Shuffle(lengths, options.BatchSize, draws);
        int steps = batches.Count * options.Epochs;
        for (int i = 0; i < batches.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int[] rows = batches[i];
            var batch = TokenBatch.Of([.. rows.Select(row => train.Texts[row].Ids)]);
            double rate = options.LearningRate * LearningRate.Factor(State.Step, steps, options.WarmUp, options.Decay);
            State = State with { Step = State.Step + 1 };
            double loss = _step.Run(batch, Labels(train.Labels, rows), finerLabels is null ? null : Labels(finerLabels, rows), State.Step, rate, draws);
            _average?.Update(State.Step);
            clock.Add(batch.Lengths.Sum(), loss);
            OnProgress?.Invoke(clock.Progress(epoch));
            if (IsEvaluation(i + 1, batches.Count))
            {
                Evaluate(epoch, rate, dev, clock, cancellationToken);
            }
        }
    }

    /// <summary>The evaluations are spread evenly; the last comes with the epoch's end.</summary>
    private bool IsEvaluation(int done, int batches)
    {
        int evaluations = Math.Min(options.EvaluationsPerEpoch, batches);

        return (long)done * evaluations / batches != (long)(done - 1) * evaluations / batches;
    }

    private void Evaluate(int epoch, double rate, EncodedSplit dev, TrainingClock clock, CancellationToken cancellationToken)
    {
        clock.Pause();
        _average?.Swap();
        var logits = Predictor.Score(net, words, dev, cancellationToken);
        var (accuracy, loss) = (new ConfusionMatrix(logits).Accuracy, TemperatureScaling.Loss(logits, 1));
        guard.ThrowIfNoNumber(loss, "development", State.Step, moved: true);
        bool best = accuracy > State.BestAccuracy || (accuracy == State.BestAccuracy && loss < State.BestLoss);
        if (best)
        {
            State = State with { BestAccuracy = accuracy, BestLoss = loss, BestEpoch = epoch };
            _best = Copy();
        }

        _average?.Swap();
        OnEvaluation?.Invoke(clock.Line(epoch, State.Step, loss, accuracy, best, rate));
    }

    private static long[] Labels(int[] all, int[] rows) => Array.ConvertAll(rows, row => (long)all[row]);

    private IEnumerable<Weight> Arrays() =>
    [
        .. Named(net.ToWeightTable(words), "live/"),
        .. _step.State,
        .. _average?.State ?? [],
        .. Named(_best!, "best/"),
    ];

    private static IEnumerable<Weight> Named(WeightTable table, string prefix) =>
        table.Names.Select(name => table[name] with { Name = prefix + name });

    private static WeightTable Part(WeightTable arrays, string prefix) =>
        new(arrays.Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => arrays[name] with { Name = name[prefix.Length..] }));

    private WeightTable Copy()
    {
        var table = net.ToWeightTable(words);

        return new(table.Names.Select(name => table[name] with { Values = [.. table[name].Values] }));
    }

    private void Restore(WeightTable table)
    {
        net.Load(table);
        table["embedding.weight"].Values.CopyTo(words.Values, 0);
    }
}
