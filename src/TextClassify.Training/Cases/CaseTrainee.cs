using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Cases;

/// <summary>A net of nodes that read texts in training. The weights are kept whose merged answer was best.</summary>
internal sealed class CaseTrainee(
    CaseNet net,
    WordTable words,
    CaseRecipe recipe,
    IReadOnlyList<EncodedCase> train,
    IReadOnlyList<EncodedCase> dev,
    Generator random) : ITrainee<CaseLine, CaseReport>
{
    private readonly CaseTraining _training = recipe.Training;
    private readonly DropoutRates _dropout = new(recipe.Training.EmbeddingDropout, recipe.Training.StateDropout, 0);

    public LoopPlan Plan => _training.PlanOf(train.Sum(one => (long)one.Length), _training.LearningRate);

    public NamedNet Net => net;

    public WordTable Words => words;

    public StepCheckReport Check(TimeProvider time) => CaseCheck.Run(net, words, recipe, time);

    public Turn Begin(int number, Random draws)
    {
        var batches = BatchPlan.Shuffle([.. train.Select(one => one.Length)], _training.BatchSize, draws);
        return new(
            [.. batches.Select(rows => (Func<StepLoss>)(() => LossOf([.. rows.Select(row => train[row])], draws)))],
            batches.Count * _training.Epochs);
    }

    public Measurement<CaseLine> Measure(CancellationToken cancellationToken)
    {
        var split = Score(cancellationToken).Split;
        double accuracy = new ConfusionMatrix(split).Accuracy, loss = TemperatureScaling.Loss(split, 1);
        return new(accuracy, loss, figures => new CaseLine(
            figures.Turn,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(loss, 5),
            Math.Round(accuracy, 5),
            figures.Best,
            figures.UnitsPerSecond,
            figures.Seconds));
    }

    public (CaseReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        var (split, logits, messages) = Score(cancellationToken);
        var figures = CasePredictor.Measure(net, words, dev, cancellationToken);
        return (
            new(state.BestEpoch, figures, messages / dev.Count, net.WeightCount, split.Labels, logits),
            TemperatureScaling.Loss(split, 1));
    }

    public void Dispose() => net.Dispose();

    private (LabelledLogits Split, float[][] Logits, double Messages) Score(CancellationToken cancellationToken)
    {
        var (logits, messages) = CasePredictor.Merged(net, words, dev, cancellationToken);
        return (LabelledLogits.Of(logits, [.. dev.Select(one => one.Label)]), logits, messages);
    }

    private StepLoss LossOf(EncodedCase[] cases, Random draws)
    {
        var batch = CaseBatch.Of(cases).Drop(_training.SourceDrop, draws);
        var flat = batch.Flat();
        _training.DropWords(flat.Ids, draws);
        var embedded = words.Gather(flat).requires_grad_(true);
        var arrivals = batch.Arrivals(_training.EdgeLoss, random);
        var outputs = net.Forward(batch.Cut(embedded), batch.Tokens, arrivals, _dropout);
        return new(CaseLoss.Of(outputs, batch, arrivals.Present, _training), cases.Sum(one => one.Length))
        {
            Words = new(flat, embedded),
        };
    }
}
