using TextClassify.Forward;

namespace TextClassify.Infrastructure;

/// <summary>
/// A forward pass whose every number is known by hand: a token's evidence is a row of a table, whatever stands around it, and the
/// logits are bias plus the sum. States are the token's id and place. Counts what it runs and can be held up or made to fail.
/// </summary>
internal sealed class AdditiveForward(float[] bias, IReadOnlyList<float[]> evidence) : IForwardPass
{
    public const int Aspects = 2;
    public const int StateWidth = 3;
    public const int WordWidth = 2;

    private int _rows;

    public ForwardShape Shape { get; } = new(bias.Length, Aspects, StateWidth, WordWidth);

    public ReadOnlyMemory<float> Bias => bias;

    public int Rows => _rows;

    /// <summary>Most tokens of one call so far.</summary>
    public int LargestCall { get; private set; }

    /// <summary>Awaited before each run.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        await Before(cancellationToken);
        Interlocked.Add(ref _rows, rows.Count);
        LargestCall = Math.Max(LargestCall, rows.Sum(row => row.Length));
        return new ForwardBatch(
            [.. rows.Select(row => Run(row.ToArray(), outputs))], TimeSpan.FromMilliseconds(0.25), TimeSpan.FromMilliseconds(1.5));
    }

    /// <summary>A row that begins with this token fails alone.</summary>
    public int? Poison { get; set; }

    private ForwardResult Run(int[] ids, ForwardOutputs outputs)
    {
        if (ids[0] == Poison)
        {
            return new ForwardResult { Logits = [], Fault = new InvalidOperationException("secret of the house") };
        }

        int classes = bias.Length;
        float[] logits = [.. bias];
        foreach (int id in ids)
        {
            for (int label = 0; label < classes; label++)
            {
                logits[label] += evidence[id][label];
            }
        }

        return new ForwardResult
        {
            Logits = logits,
            Evidence = Of(outputs, ForwardOutputs.Evidence, ids.SelectMany(id => evidence[id])),
            LocalLogits = Of(
                outputs, ForwardOutputs.LocalLogits, ids.SelectMany(id => evidence[id].Select((share, label) => bias[label] + share))),
            WordWeights = Of(outputs, ForwardOutputs.WordWeights, Weights(ids)),
            ForwardStates = Of(outputs, ForwardOutputs.ForwardStates, ids.SelectMany((id, t) => new float[] { id, t, 0.5f })),
            BackwardStates = Of(
                outputs, ForwardOutputs.BackwardStates, ids.SelectMany((id, t) => new float[] { id, ids.Length - t, -0.5f })),
            WordStates = Of(outputs, ForwardOutputs.WordStates, ids.SelectMany((id, t) => new float[] { id, 3 * t })),
        };
    }

    /// <summary>The first row is even, the second follows the ids.</summary>
    private static IEnumerable<float> Weights(int[] ids) =>
        [.. ids.Select(_ => 1f / ids.Length), .. ids.Select(id => (float)id / ids.Sum())];

    private static float[] Of(ForwardOutputs outputs, ForwardOutputs part, IEnumerable<float> values) =>
        outputs.HasFlag(part) ? [.. values] : [];
}
