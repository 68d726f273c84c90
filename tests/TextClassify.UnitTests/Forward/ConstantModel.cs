using TextClassify.Forward;

namespace TextClassify.UnitTests.Forward;

/// <summary>Says the same of every text; no token has a share in it.</summary>
internal sealed class ConstantModel : IForwardPass
{
    private static readonly float[] BiasValues = [0.3f, -1.7f];

    public ForwardShape Shape { get; } = new(Classes: 2, Aspects: 1, StateWidth: 1, WordWidth: 1);

    public ReadOnlyMemory<float> Bias => BiasValues;

    public Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken) =>
        Task.FromResult(new ForwardBatch(
            [.. rows.Select(row => new ForwardResult { Logits = [.. BiasValues], Evidence = new float[row.Length * 2] })],
            default,
            default));
}
