using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Translation;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Translation;

/// <summary>
/// A translator in training. A turn is a stretch of steps from one evaluation to the next; epochs run through them, and each epoch reads
/// the next writing of every pair.
/// </summary>
internal sealed class TranslatorTrainee(
    TranslatorNet net,
    TranslatorRecipe recipe,
    IReadOnlyList<EncodedPair[]> train,
    IReadOnlyList<EncodedPair> dev,
    int symbols,
    int seed) : ITrainee<TranslatorLine, TranslatorReport>
{
    // An epoch's order hangs on the seed and the epoch, and on no turn.
    private const int SeedStride = 7_919;

    private readonly TranslatorTraining _training = recipe.Training;
    private readonly int _batches = (train.Count + recipe.Training.BatchSize - 1) / recipe.Training.BatchSize;
    private (int Epoch, IReadOnlyList<int[]> Batches) _order = (-1, []);

    public LoopPlan Plan => new()
    {
        Turns = (_training.Updates + _training.EvaluateEvery - 1) / _training.EvaluateEvery,
        Units = (long)((double)_training.Updates / _batches * train.Sum(writings => (long)writings[0].Length)),
        Step = _training,
        UserRate = _training.LearningRate,
    };

    public NamedNet Net => net;

    /// <summary>Its embeddings are the net's own.</summary>
    public WordTable? Words => null;

    public StepCheckReport Check(TimeProvider time) => TranslatorCheck.Run(net, recipe, symbols, time);

    public Turn Begin(int number, Random draws)
    {
        int first = (number - 1) * _training.EvaluateEvery;
        int count = Math.Min(_training.EvaluateEvery, _training.Updates - first);
        return new([.. Enumerable.Range(first, count).Select(step => (Func<StepLoss>)(() => LossOf(step)))], _training.Updates);
    }

    public Measurement<TranslatorLine> Measure(CancellationToken cancellationToken)
    {
        var (loss, exact) = TranslatorScorer.Of(net, [.. dev.Take(_training.DevPairs)], cancellationToken);
        return new(0, loss, figures => new TranslatorLine(
            figures.Step,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(loss, 5),
            Math.Round(exact, 5),
            figures.UnitsPerSecond,
            figures.Seconds));
    }

    public (TranslatorReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        var (loss, exact) = TranslatorScorer.Of(net, dev, cancellationToken);
        return (new(Math.Round(loss, 5), Math.Round(exact, 5), dev.Count, state.Step, net.WeightCount), loss);
    }

    public void Dispose() => net.Dispose();

    /// <param name="step">From 0.</param>
    private StepLoss LossOf(int step)
    {
        int epoch = step / _batches;
        if (_order.Epoch != epoch)
        {
            var draws = new Random(unchecked((seed * SeedStride) + epoch));
            _order = (epoch, BatchPlan.Shuffle([.. train.Select(row => WritingOf(row, epoch).Length)], _training.BatchSize, draws));
        }

        EncodedPair[] pairs = [.. _order.Batches[step % _batches].Select(row => WritingOf(train[row], epoch))];
        var batch = PairBatch.Of(pairs);
        var (logits, _) = net.Forward(batch.Source, batch.InputTensor(), _training.Dropout);
        return new(TranslatorScorer.Loss(logits, batch.TargetTensor()), pairs.Sum(pair => pair.Length));
    }

    private static EncodedPair WritingOf(EncodedPair[] writings, int epoch) => writings[epoch % writings.Length];
}
