using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

public sealed class CharacterNetTests
{
    private const int Width = 6;

    /// <summary>
    /// With all else at zero, a fresh net's bias of the gate that keeps the state keeps sigmoid(1) of it a step, whatever the cell.
    /// </summary>
    [Theory]
    [InlineData(TransitionKind.Mzu, 0)]
    [InlineData(TransitionKind.Gru, 0)]
    [InlineData(TransitionKind.Lstm, 1)]
    public void Forward_FreshBias_KeepsTheSameShareOfTheState(TransitionKind transition, int kept)
    {
        var options = new CharacterNetOptions
        {
            Transition = transition,
            EmbeddingWidth = 4,
            StateWidth = Width,
            Zones = new() { Count = 2, Width = 4, Composed = 2, FeedForwardWidth = 5 },
        };
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var net = new CharacterNet(options, characters: 5);
        foreach (var (name, weight) in net.Weights)
        {
            if (name.Contains("bias_", StringComparison.Ordinal))
            {
                weight.narrow(0, 0, Width).zero_();
                weight.narrow(0, 2 * Width, weight.size(0) - (2 * Width)).zero_();
            }
            else if (!name.EndsWith("gates.join.bias", StringComparison.Ordinal))
            {
                weight.zero_();
            }
        }

        var state = net.ZeroState(rows: 1);
        state[kept].FillWith(1);
        net.Forward(zeros(1, 1, dtype: ScalarType.Int64), state, default, training: false);

        Assert.All(Crnn.Values(state[kept].contiguous()).ToArray(), value => Assert.Equal(1 / (1 + Math.Exp(-1)), value, 1e-6));
    }
}
