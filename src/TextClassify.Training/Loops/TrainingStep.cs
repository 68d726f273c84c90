using TextClassify.Text;
using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Loops;

/// <summary>Forward, backward and update on one batch. Owns the optimizers' state.</summary>
internal sealed class TrainingStep(Crnn net, WordTable words, TrainingOptions options, LossGuard guard)
{
    private readonly NetOptimizer _net = new(net.Weights);
    private readonly RowOptimizer _rows = new(words);
    private readonly DropoutRates _dropout = new(options.EmbeddingDropout, options.StateDropout, options.OutputDropout);

    public IEnumerable<Weight> State => _net.State.Concat(_rows.State);

    /// <summary>Gives the batch's loss, penalty included.</summary>
    /// <param name="batch">Its ids are changed by word dropout.</param>
    /// <param name="labels">[B].</param>
    /// <param name="finerLabels">[B]; null where the net has no finer classes.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate of the net.</param>
    /// <param name="random">Chooses the dropped words.</param>
    /// <exception cref="TrainingDivergedException">The loss or its gradient is no number.</exception>
    public double Run(TokenBatch batch, long[] labels, long[]? finerLabels, int step, double rate, Random random)
    {
        using var scope = NewDisposeScope();
        DropWords(batch.Ids, random);
        var embedded = words.Gather(batch).requires_grad_(true);
        var loss = Loss(net.Logits(embedded, batch, _dropout), labels, finerLabels, options);
        double value = loss.item<float>();
        guard.ThrowIfNoNumber(value, "training", step, moved: step > 1);
        net.zero_grad();
        loss.backward();
        double squares = _net.SquaredNorm() + _rows.Accumulate(batch, Crnn.Values(embedded.grad!.contiguous()));
        guard.ThrowIfNoGradient(squares, step);
        float scale = (float)Math.Min(1, options.ClipNorm / (Math.Sqrt(squares) + 1e-12));
        _net.Step(step, (float)rate, (float)options.WeightDecay, scale);
        _rows.Step((float)(rate * options.EmbeddingRate), scale);

        return value;
    }

    public void Load(WeightTable state)
    {
        _net.Load(state);
        _rows.Load(state);
    }

    /// <summary>What a step makes smaller, penalty included.</summary>
    /// <param name="outputs">Of the net.</param>
    /// <param name="labels">[B].</param>
    /// <param name="finerLabels">[B]; null where the net has no finer classes.</param>
    /// <param name="options">Weights of its parts.</param>
    public static Tensor Loss(
        (Tensor Logits, Tensor? Finer, Tensor WordWeights) outputs, long[] labels, long[]? finerLabels, TrainingOptions options)
    {
        var loss = CrossEntropy(outputs.Logits, labels, options);
        if (outputs.Finer is not null)
        {
            loss += options.FinerLabelWeight * CrossEntropy(outputs.Finer, finerLabels!, options);
        }

        if (options.RedundancyPenalty > 0)
        {
            loss += options.RedundancyPenalty * Redundancy(outputs.WordWeights);
        }

        return loss;
    }

    private static Tensor CrossEntropy(Tensor logits, long[] labels, TrainingOptions options) =>
        nn.functional.cross_entropy(logits, tensor(labels), label_smoothing: options.LabelSmoothing);

    /// <summary>||A A' - I||^2, Lin et al. 2017, mean over the batch.</summary>
    private static Tensor Redundancy(Tensor wordWeights)
    {
        var overlap = wordWeights.bmm(wordWeights.transpose(1, 2)) - eye(wordWeights.size(1));

        return overlap.square().sum([1L, 2L]).mean();
    }

    private void DropWords(int[] ids, Random random)
    {
        if (options.WordDropout <= 0)
        {
            return;
        }

        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] != Vocabulary.PadId && random.NextDouble() < options.WordDropout)
            {
                ids[i] = Vocabulary.UnknownId;
            }
        }
    }
}
