using TextClassify.Text;
using TextClassify.Training.Loops;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>Forward, backward and update on one batch. Owns the optimizers' state.</summary>
internal sealed class AspectStep(AspectNet net, WordTable words, AspectTraining training, LossGuard guard)
{
    private readonly NetOptimizer _net = new(net.Weights);
    private readonly RowOptimizer _rows = new(words);
    private readonly AspectDropout _dropout =
        new(training.EmbeddingDropout, training.RecurrentDropout, training.StateDropout, training.OutputDropout);

    public IEnumerable<Weight> State => _net.State.Concat(_rows.State);

    /// <summary>Gives the batch's loss: the aspects' mean cross-entropy by weight, and the tags' beside it.</summary>
    /// <param name="batch">Its ids are changed by word dropout.</param>
    /// <param name="weights">Of each aspect.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate of the net.</param>
    /// <param name="random">Chooses the dropped words.</param>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is no number.</exception>
    public double Run(AspectBatch batch, float[] weights, int step, double rate, Random random)
    {
        using var scope = NewDisposeScope();
        DropWords(batch.Tokens.Ids, random);
        var embedded = words.Gather(batch.Tokens).requires_grad_(true);
        var loss = Loss(net, embedded, batch, weights, training, _dropout);
        double value = loss.item<float>();
        guard.ThrowIfNoNumber(value, "training", step, moved: step > 1);
        net.zero_grad();
        loss.backward();
        double squares = _net.SquaredNorm() + _rows.Accumulate(batch.Tokens, Crnn.Values(embedded.grad!.contiguous()));
        guard.ThrowIfNoGradient(squares, step);
        float scale = (float)Math.Min(1, training.ClipNorm / (Math.Sqrt(squares) + 1e-12));
        _net.Step(step, (float)rate, (float)training.WeightDecay, scale);
        _rows.Step((float)(rate * training.EmbeddingRate), scale);
        return value;
    }

    /// <summary>What a step makes smaller.</summary>
    /// <param name="net">Gives the answers.</param>
    /// <param name="embedded">x, [T,B,D].</param>
    /// <param name="batch">The texts, their aspects and tags.</param>
    /// <param name="weights">Of each aspect.</param>
    /// <param name="training">Weights of the loss's parts.</param>
    /// <param name="dropout">Zero for checks.</param>
    public static Tensor Loss(AspectNet net, Tensor embedded, AspectBatch batch, float[] weights, AspectTraining training, AspectDropout dropout = default)
    {
        var states = net.Encode(embedded, batch.Tokens, dropout);
        var losses = nn.functional.cross_entropy(
            net.Read(states, batch.Places, dropout).Logits, tensor(batch.Labels), reduction: nn.Reduction.None, label_smoothing: training.LabelSmoothing);
        var loss = (losses * tensor(weights)).sum() / weights.Sum();

        // A sum, since a batch without tags has no mean.
        var tags = nn.functional.cross_entropy(
            net.Tags(states).flatten(0, 1), tensor(batch.Tags), ignore_index: AspectBatch.NoTag, reduction: nn.Reduction.Sum);
        int tagged = batch.Tags.Count(tag => tag != AspectBatch.NoTag);
        return loss + (training.TagWeight / Math.Max(1, tagged) * tags);
    }

    public void Load(WeightTable state)
    {
        _net.Load(state);
        _rows.Load(state);
    }

    private void DropWords(int[] ids, Random random)
    {
        for (int i = 0; training.WordDropout > 0 && i < ids.Length; i++)
        {
            if (ids[i] != Vocabulary.PadId && random.NextDouble() < training.WordDropout)
            {
                ids[i] = Vocabulary.UnknownId;
            }
        }
    }
}
