using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;
using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>
/// Trains a net and its embedding table, keeps the weights whose mean accuracy over the domains was best, and goes on from a checkpoint as if it had
/// never been stopped: every epoch's random numbers follow from the seed and the epoch alone.
/// </summary>
internal sealed class AspectLoop(
    AspectNet net, WordTable words, AspectRecipe recipe, LossGuard guard, Generator random, int seed, TimeProvider time)
{
    private const int SeedStride = 1_000_003;

    private readonly AspectTraining _training = recipe.Training;
    private readonly AspectStep _step = new(net, words, recipe.Training, guard);
    private readonly WeightAverage? _average = recipe.Training.WeightAverage > 0 ? new(net.Weights, words, recipe.Training.WeightAverage) : null;
    private WeightTable? _best;

    /// <summary>Called after every step.</summary>
    public Action<TrainingProgress>? OnProgress { get; init; }

    /// <summary>Called after every epoch.</summary>
    public Action<AspectLine>? OnLine { get; init; }

    /// <summary>Called after every epoch, with what <see cref="Resume"/> takes.</summary>
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
    /// <param name="parts">Texts to fit, with their weight and share.</param>
    /// <param name="dev">Texts to choose on, domain by domain.</param>
    /// <param name="cancellationToken">Seen before every step.</param>
    public void Run(
        IReadOnlyList<(IReadOnlyList<EncodedAspects> Texts, double Weight, double Share)> parts,
        IReadOnlyList<IReadOnlyList<EncodedAspects>> dev,
        CancellationToken cancellationToken)
    {
        var rows = parts.SelectMany(part => part.Texts.Select(text => (Text: text, Weight: (float)part.Weight))).ToArray();
        double tokens = parts.Sum(part => part.Share * part.Texts.Sum(text => (long)text.Text.Length));
        var clock = new TrainingClock(time, (long)tokens, _training.Epochs, State.Epoch);
        for (int epoch = State.Epoch + 1; epoch <= _training.Epochs && epoch - Math.Max(State.BestEpoch, 1) <= _training.Patience; epoch++)
        {
            RunEpoch(epoch, parts, rows, clock, cancellationToken);
            Evaluate(epoch, dev, clock, cancellationToken);
            State = State with { Epoch = epoch };
            OnEpoch?.Invoke(State, Arrays());
        }

        Restore(_best!);
        words.RoundToHalf();
    }

    public IReadOnlyList<DomainReport> Score(IReadOnlyList<IReadOnlyList<EncodedAspects>> dev, CancellationToken cancellationToken) =>
        [.. dev.Select((texts, domain) => AspectPredictor.Score(net, words, recipe.Domains[domain].Name, texts, cancellationToken))];

    private void RunEpoch(
        int epoch,
        IReadOnlyList<(IReadOnlyList<EncodedAspects> Texts, double Weight, double Share)> parts,
        (EncodedAspects Text, float Weight)[] rows,
        TrainingClock clock,
        CancellationToken cancellationToken)
    {
        int epochSeed = unchecked((seed * SeedStride) + epoch);
        random.manual_seed(epochSeed);
        var draws = new Random(epochSeed);
        int[] chosen = Choose(parts, draws);
        var batches = BatchPlan.Shuffle([.. chosen.Select(row => rows[row].Text.Text.Length)], _training.BatchSize, draws);
        int steps = batches.Count * _training.Epochs;
        foreach (int[] places in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var texts = places.Select(place => rows[chosen[place]]).ToArray();
            var batch = AspectBatch.Of([.. texts.Select(text => text.Text)]);
            float[] weights = [.. texts.SelectMany(text => text.Text.Labels.Select(_ => text.Weight))];
            double rate = _training.LearningRate * LearningRate.Factor(State.Step, steps, _training.WarmUp, _training.Decay);
            State = State with { Step = State.Step + 1 };
            double loss = _step.Run(batch, weights, State.Step, rate, draws);
            _average?.Update(State.Step);
            clock.Add(batch.Tokens.Lengths.Sum(), loss);
            OnProgress?.Invoke(clock.Progress(epoch));
        }
    }

    /// <summary>Numbers of the rows that this epoch reads.</summary>
    private static int[] Choose(IReadOnlyList<(IReadOnlyList<EncodedAspects> Texts, double Weight, double Share)> parts, Random draws)
    {
        var chosen = new List<int>();
        int first = 0;
        foreach (var (texts, _, share) in parts)
        {
            int[] numbers = [.. Enumerable.Range(first, texts.Count)];
            if (share < 1)
            {
                draws.Shuffle(numbers);
            }

            chosen.AddRange(numbers.Take((int)Math.Ceiling(share * texts.Count)));
            first += texts.Count;
        }

        return [.. chosen];
    }

    private void Evaluate(int epoch, IReadOnlyList<IReadOnlyList<EncodedAspects>> dev, TrainingClock clock, CancellationToken cancellationToken)
    {
        clock.Pause();
        _average?.Swap();
        var reports = Score(dev, cancellationToken);
        double accuracy = reports.Average(report => report.Accuracy), loss = TemperatureScaling.Loss(AspectPredictor.Pool(reports), 1);
        guard.ThrowIfNoNumber(loss, "development", State.Step, moved: true);
        bool best = accuracy > State.BestAccuracy || (accuracy == State.BestAccuracy && loss < State.BestLoss);
        if (best)
        {
            State = State with { BestAccuracy = accuracy, BestLoss = loss, BestEpoch = epoch };
            _best = net.ToWeightTable(words);
            _best = new(_best.All.Select(weight => weight with { Values = [.. weight.Values] }).ToArray());
        }

        _average?.Swap();
        var line = clock.Line(epoch, State.Step, loss, accuracy, best, 0);
        var spans = reports.Aggregate(default(SpanCount), (sum, report) => sum + report.Spans);
        OnLine?.Invoke(new AspectLine(
            epoch, line.TrainLoss, line.DevLoss, reports.ToDictionary(report => report.Name, report => Math.Round(report.Accuracy, 5)),
            Math.Round(spans.F1, 5), best, line.TokensPerSecond, line.Seconds));
    }

    private IEnumerable<Weight> Arrays() =>
    [
        .. Named(net.ToWeightTable(words), "live/"),
        .. _step.State,
        .. _average?.State ?? [],
        .. Named(_best!, "best/"),
    ];

    private static IEnumerable<Weight> Named(WeightTable table, string prefix) => table.All.Select(weight => weight with { Name = prefix + weight.Name });

    private static WeightTable Part(WeightTable arrays, string prefix) => new(arrays.All
        .Where(weight => weight.Name.StartsWith(prefix, StringComparison.Ordinal))
        .Select(weight => weight with { Name = weight.Name[prefix.Length..] }));

    private void Restore(WeightTable table)
    {
        net.Load(table);
        table["embedding.weight"].Values.CopyTo(words.Values, 0);
    }
}
