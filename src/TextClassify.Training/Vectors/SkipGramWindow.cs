using System.Numerics.Tensors;

namespace TextClassify.Training.Vectors;

/// <summary>
/// One step of skip-gram with negative sampling (Mikolov et al. 2013) for a centre and all its context words at once: they share the noise
/// words, so the step is three small matrix products and touches a noise row once a centre instead of once a pair (Ji et al. 2016).
/// </summary>
internal sealed class SkipGramWindow(float[] input, float[] output, int width, int maxContext, int maxTargets)
{
    private readonly float[] _gains = new float[maxContext * maxTargets];
    private readonly float[] _change = new float[width];
    private readonly float[] _before = new float[maxContext * width];

    /// <summary>Moves the rows of the context and of the targets, of which the first is the centre and the rest is noise.</summary>
    public void Step(ReadOnlySpan<int> context, ReadOnlySpan<int> targets, float learningRate)
    {
        var gains = _gains.AsSpan(0, context.Length * targets.Length);
        for (int i = 0; i < context.Length; i++)
        {
            Row(input, context[i]).CopyTo(Before(i));
            for (int j = 0; j < targets.Length; j++)
            {
                gains[(i * targets.Length) + j] = TensorPrimitives.Dot(Before(i), Row(output, targets[j]));
            }
        }

        TensorPrimitives.Sigmoid(gains, gains);
        TensorPrimitives.Multiply(gains, -learningRate, gains);
        for (int i = 0; i < context.Length; i++)
        {
            gains[i * targets.Length] += learningRate;
            _change.AsSpan().Clear();
            for (int j = 0; j < targets.Length; j++)
            {
                TensorPrimitives.MultiplyAdd(Row(output, targets[j]), gains[(i * targets.Length) + j], _change, _change);
            }

            var row = Row(input, context[i]);
            TensorPrimitives.Add(row, _change, row);
        }

        for (int j = 0; j < targets.Length; j++)
        {
            var row = Row(output, targets[j]);
            for (int i = 0; i < context.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(Before(i), gains[(i * targets.Length) + j], row, row);
            }
        }
    }

    /// <summary>Mean of -log sigmoid over the pairs, noise with its sign turned.</summary>
    public double Loss(ReadOnlySpan<int> context, ReadOnlySpan<int> targets)
    {
        double sum = 0;
        foreach (int word in context)
        {
            for (int j = 0; j < targets.Length; j++)
            {
                float score = TensorPrimitives.Dot<float>(Row(input, word), Row(output, targets[j]));
                sum += Math.Log(1 + Math.Exp(j == 0 ? -score : score));
            }
        }

        return sum / (context.Length * targets.Length);
    }

    private Span<float> Before(int i) => _before.AsSpan(i * width, width);

    private Span<float> Row(float[] table, int word) => table.AsSpan(word * width, width);
}
