using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Aspect;

/// <summary>An aspect model in training. The weights are kept whose mean accuracy over the domains was best.</summary>
internal sealed class AspectTrainee(
    AspectNet net,
    WordTable words,
    AspectRecipe recipe,
    IReadOnlyList<EncodedPart> parts,
    IReadOnlyList<IReadOnlyList<EncodedAspects>> dev) : ITrainee<AspectLine, AspectReport>
{
    private readonly AspectTraining _training = recipe.Training;
    private readonly AspectDropout _dropout = new(
        recipe.Training.EmbeddingDropout, recipe.Training.RecurrentDropout, recipe.Training.StateDropout, recipe.Training.OutputDropout);

    private readonly (EncodedAspects Text, float Weight)[] _rows =
        [.. parts.SelectMany(part => part.Texts.Select(text => (text, (float)part.Weight)))];

    public LoopPlan Plan => _training.PlanOf(
        (long)parts.Sum(part => part.Share * part.Texts.Sum(text => (long)text.Text.Length)), _training.LearningRate);

    public NamedNet Net => net;

    public WordTable Words => words;

    public bool HasByteTable => recipe.ByteTable;

    public StepCheckReport Check(TimeProvider time) => AspectCheck.Run(net, words, recipe, time);

    public Turn Begin(int number, Random draws)
    {
        int[] chosen = Choose(draws);
        var batches = BatchPlan.Shuffle([.. chosen.Select(row => _rows[row].Text.Text.Length)], _training.BatchSize, draws);
        return new(
            [.. batches.Select(places => (Func<StepLoss>)(() => LossOf([.. places.Select(place => _rows[chosen[place]])], draws)))],
            batches.Count * _training.Epochs);
    }

    public Measurement<AspectLine> Measure(CancellationToken cancellationToken)
    {
        var domains = Score(cancellationToken);
        double loss = TemperatureScaling.Loss(AspectPredictor.Pool(domains), 1);
        var spans = domains.Aggregate(default(SpanCount), (sum, domain) => sum + domain.Spans);
        return new(domains.Average(domain => domain.Accuracy), loss, figures => new AspectLine(
            figures.Turn,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(loss, 5),
            domains.ToDictionary(domain => domain.Name, domain => Math.Round(domain.Accuracy, 5)),
            Math.Round(spans.F1, 5),
            figures.Best,
            figures.UnitsPerSecond,
            figures.Seconds));
    }

    public (AspectReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        var domains = Score(cancellationToken);
        return (new(state.BestEpoch, domains, net.WeightCount), TemperatureScaling.Loss(AspectPredictor.Pool(domains), 1));
    }

    public void Dispose() => net.Dispose();

    private IReadOnlyList<DomainReport> Score(CancellationToken cancellationToken) =>
        [.. dev.Select((texts, domain) => AspectPredictor.Score(net, words, recipe.Domains[domain].Name, texts, cancellationToken))];

    private StepLoss LossOf((EncodedAspects Text, float Weight)[] rows, Random draws)
    {
        var batch = AspectBatch.Of([.. rows.Select(row => row.Text)]);
        float[] weights = [.. rows.SelectMany(row => row.Text.Labels.Select(_ => row.Weight))];
        _training.DropWords(batch.Tokens.Ids, draws);
        var embedded = words.Gather(batch.Tokens).requires_grad_(true);
        return new(AspectLoss.Of(net, embedded, batch, weights, _training, _dropout), batch.Tokens.Lengths.Sum())
        {
            Words = new(batch.Tokens, embedded),
        };
    }

    /// <summary>Numbers of the rows that an epoch reads.</summary>
    private int[] Choose(Random draws)
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
}

/// <summary>An <see cref="AspectPart"/> as the model reads it.</summary>
internal sealed record EncodedPart(IReadOnlyList<EncodedAspects> Texts, double Weight, double Share);
