using TextClassify.Forward;

namespace TextClassify.UnitTests.Forward;

/// <summary>
/// Logits that are sums of known token weights: id / 4 for class 0, and -id / 8 for class 1. Multiples of 1/8 add without rounding,
/// so an exact method must give these weights to the bit.
/// </summary>
internal sealed class AdditiveModel : IForwardPass
{
    private static readonly float[] BiasValues = [0.5f, -0.25f];
    private readonly Lock _lock = new();

    public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 2, StateWidth: 1, WordWidth: 1);

    public ReadOnlyMemory<float> Bias => BiasValues;

    /// <summary>Rows of every call so far.</summary>
    public List<int[][]> Calls { get; } = [];

    public static float Weight(int id, int label) => label == 0 ? id / 4f : -id / 8f;

    public Task<ForwardBatch> RunAsync(IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Calls.Add([.. rows.Select(row => row.ToArray())]);
        }

        return Task.FromResult(new ForwardBatch(
            [.. rows.Select(row => Result(row.ToArray(), outputs))], TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2)));
    }

    private static ForwardResult Result(int[] ids, ForwardOutputs outputs) => new()
    {
        Logits = [BiasValues[0] + ids.Sum(id => Weight(id, 0)), BiasValues[1] + ids.Sum(id => Weight(id, 1))],
        Evidence = outputs.HasFlag(ForwardOutputs.Evidence) ? [.. ids.SelectMany(id => (float[])[Weight(id, 0), Weight(id, 1)])] : [],
        WordWeights = outputs.HasFlag(ForwardOutputs.WordWeights)
            ? [.. ids.Select(id => (float)id / ids.Sum()), .. ids.Select(_ => 1f / ids.Length)]
            : [],
    };
}
