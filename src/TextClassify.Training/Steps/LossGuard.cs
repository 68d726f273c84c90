using System.Numerics.Tensors;
using Tensor = TorchSharp.torch.Tensor;

namespace TextClassify.Training.Steps;

/// <summary>Ends a training whose numbers are none any more, with one sentence of what is known then.</summary>
/// <param name="weights">The net's.</param>
/// <param name="words">Its embedding table, when that is kept beside it.</param>
/// <param name="rate">The learning rate at its peak, where the user can lower it; null where no option does.</param>
internal sealed class LossGuard(IReadOnlyList<KeyValuePair<string, Tensor>> weights, WordTable? words, double? rate)
{
    // Starting weights are below 1 and trained ones below 100; what is larger than this came of steps that were too large.
    private const float Ordinary = 1_000;

    /// <param name="value">The loss.</param>
    /// <param name="kind">training or development.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="moved">Whether a step has moved the weights yet.</param>
    /// <exception cref="TrainingDivergedException">It is no number.</exception>
    public void ThrowIfNoNumber(double value, string kind, int step, bool moved)
    {
        if (!double.IsFinite(value))
        {
            throw Diverged(string.Create(CultureInfo.InvariantCulture, $"The {kind} loss is {value} at step {step}"), moved);
        }
    }

    /// <param name="squares">Squared norm of all gradients.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <exception cref="TrainingDivergedException">It is no number, and the step would make the weights none.</exception>
    public void ThrowIfNoGradient(double squares, int step)
    {
        if (!double.IsFinite(squares))
        {
            string source = weights.FirstOrDefault(weight =>
                weight.Value.grad is { } gradient && !IsFinite(Crnn.Values(gradient.contiguous()))).Key ?? "a word";
            string what = string.Create(
                CultureInfo.InvariantCulture, $"The training loss of step {step} is a number, and its gradient for '{source}' is none");
            throw Diverged(what, step > 1);
        }
    }

    private TrainingDivergedException Diverged(string what, bool moved)
    {
        string? broken = Broken();
        float largest = broken is null ? Largest() : float.PositiveInfinity;
        string state = broken is null
            ? string.Create(CultureInfo.InvariantCulture, $"every weight is a number, the largest {largest:G2}")
            : $"the weight '{broken}' holds a value that is none";
        string advice = (moved, largest > Ordinary) switch
        {
            (false, true) => "no step has moved a weight yet, so the word vectors the training starts from are at fault",
            (false, false) => "no step has moved a weight yet and the weights are of ordinary size, so no option of the training is at "
                + "fault: please report it with the processor's name",
            (true, true) when rate is { } peak => string.Create(
                CultureInfo.InvariantCulture,
                $"the steps were too large, and a lower training.learningRate than {peak} makes them smaller"),
            (true, true) => "the steps were too large for these rows; another --seed may take another way",
            _ => "the weights are of ordinary size, so the steps were not too large: the same command goes on from the last checkpoint "
                + "and checks a step first",
        };
        return new TrainingDivergedException($"{what}: {state}; {advice}.");
    }

    private string? Broken() => words is not null && !IsFinite(words.Values)
        ? "embedding.weight"
        : weights.FirstOrDefault(weight => !IsFinite(Crnn.Values(weight.Value))).Key;

    private float Largest() => weights
        .Select(weight => TensorPrimitives.MaxMagnitude<float>(Crnn.Values(weight.Value)))
        .Append(words is null ? 0 : TensorPrimitives.MaxMagnitude<float>(words.Values))
        .Max(MathF.Abs);

    private static bool IsFinite(ReadOnlySpan<float> values) => TensorPrimitives.IsFiniteAll(values);
}
