using TextClassify.Training.Checking;
using TextClassify.Training.Loops;
using TextClassify.Training.Rows;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Pretraining;

/// <summary>
/// A classifier's net that learns to give the teacher's vector of a text where the logits will be, and beside it the finer labels of the
/// texts that have one. Its output layers are thrown away.
/// </summary>
internal sealed class BaseTrainee(Crnn net, WordTable words, BaseRecipe recipe, EncodedLesson[] train, EncodedLesson[] dev)
    : ITrainee<BaseLine, BaseReport>
{
    private const int DevBatch = 256;

    private readonly BaseTraining _training = recipe.Training;
    private readonly DropoutRates _dropout =
        new(recipe.Training.EmbeddingDropout, recipe.Training.StateDropout, recipe.Training.OutputDropout);

    private readonly int[] _lengths = [.. train.Select(lesson => lesson.Ids.Length)];

    public LoopPlan Plan => _training.PlanOf(_lengths.Sum(length => (long)length), _training.LearningRate);

    public NamedNet Net => net;

    public WordTable Words => words;

    public StepCheckReport Check(TimeProvider time)
    {
        var draws = StepRows.Draws();
        var batch = StepRows.Tokens(_training.BatchSize, recipe.MaxTokens, words.Rows, draws);
        float[] targets = [.. Enumerable.Range(0, batch.Rows * net.Classes).Select(_ => (float)(draws.NextDouble() - 0.5))];
        using var copy = new Crnn(recipe.Net, net.Classes, net.FinerClasses);
        return StepCheck.Run(net, copy, checkedNet =>
        {
            var type = checkedNet.Weights[0].Value.dtype;
            var embedded = words.Gather(batch).to(type).requires_grad_(true);
            var (logits, finer, _) = checkedNet.Logits(embedded, batch);
            var loss = Distance(logits, tensor(targets, [batch.Rows, net.Classes]).to(type));
            return finer is null ? loss : loss.Plus(finer.Squared().mean());
        }, time);
    }

    public Turn Begin(int number, Random draws)
    {
        var batches = BatchPlan.Shuffle(_lengths, _training.BatchSize, draws);
        return new([.. batches.Select(rows => (Func<StepLoss>)(() => LossOf(rows, draws)))], batches.Count * _training.Epochs);
    }

    public Measurement<BaseLine> Measure(CancellationToken cancellationToken)
    {
        double cosine = CosineOf(cancellationToken);
        return new(cosine, 1 - cosine, figures => new BaseLine(
            figures.Turn,
            Math.Round(figures.TrainLoss, 5),
            Math.Round(cosine, 5),
            figures.Best,
            figures.UnitsPerSecond,
            figures.Seconds));
    }

    public (BaseReport Report, double Loss) Report(TrainingState state, CancellationToken cancellationToken)
    {
        double cosine = CosineOf(cancellationToken);
        return (new(state.BestEpoch, cosine, dev.Length), 1 - cosine);
    }

    public void Dispose() => net.Dispose();

    /// <summary>One minus the cosine, mean over the rows.</summary>
    private static Tensor Distance(Tensor vectors, Tensor targets) =>
        nn.functional.cosine_similarity(vectors, targets, dim: 1).mean().neg().Plus(1);

    private static Tensor Targets(EncodedLesson[] lessons) =>
        tensor(lessons.SelectMany(lesson => lesson.Vector).ToArray(), [lessons.Length, lessons[0].Vector.Length]);

    private StepLoss LossOf(int[] rows, Random draws)
    {
        EncodedLesson[] lessons = [.. rows.Select(row => train[row])];
        var batch = TokenBatch.Of([.. lessons.Select(lesson => lesson.Ids)]);
        _training.DropWords(batch.Ids, draws);
        var embedded = words.Gather(batch).requires_grad_(true);
        var (logits, finer, _) = net.Logits(embedded, batch, _dropout);
        var loss = Distance(logits, Targets(lessons));
        if (finer is not null)
        {
            // Rows without a finer label count as nothing, so that a batch of them has a gradient of zero and not none.
            long[] labels = [.. lessons.Select(lesson => (long)Math.Max(lesson.Label, 0))];
            float[] counts = [.. lessons.Select(lesson => lesson.Label < 0 ? 0f : 1f)];
            var errors = nn.functional.cross_entropy(finer, tensor(labels), reduction: nn.Reduction.None);
            loss = loss.Plus((errors * tensor(counts)).sum().Times(recipe.FinerLabelWeight).Over(Math.Max(counts.Sum(), 1)));
        }

        return new(loss, batch.Lengths.Sum()) { Words = new(batch, embedded) };
    }

    private double CosineOf(CancellationToken cancellationToken)
    {
        using var frozen = no_grad();
        double sum = 0;
        foreach (var lessons in dev.OrderBy(lesson => lesson.Ids.Length).Chunk(DevBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = TokenBatch.Of([.. lessons.Select(lesson => lesson.Ids)]);
            sum += (1 - Distance(net.Logits(words.Gather(batch), batch).Logits, Targets(lessons)).item<float>()) * lessons.Length;
        }

        return sum / dev.Length;
    }
}
