using TextClassify.Training.Nets;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Steps;

public sealed class BFloat16CopyTests
{
    /// <summary>A number keeps eight bits, so a gradient of some fifty rounded products is off by a few hundredths at most.</summary>
    [Theory]
    [InlineData(TransitionKind.Mzu)]
    [InlineData(TransitionKind.Gru)]
    [InlineData(TransitionKind.Lstm)]
    public void GiveGradients_OfTheSamePass_AreTheNetsOwnButForRounding(TransitionKind transition)
    {
        using var scope = NewDisposeScope();
        using var net = Create(transition, seed: 4);
        using var copy = new BFloat16Copy<CharacterNet>(net, Create(transition, seed: 5));
        var own = Gradients(net, net, ScalarType.Float32);

        copy.TakeWeights();
        net.zero_grad();
        Backward(copy.Net, ScalarType.BFloat16);
        copy.GiveGradients();
        var given = Gradients(net);

        Assert.All(given, gradient => Assert.Equal(ScalarType.Float32, gradient.dtype));
        double apart = Math.Sqrt(own.Zip(given).Sum(pair => (pair.First - pair.Second).Squared().sum().item<float>()));
        Assert.InRange(apart / Math.Sqrt(own.Sum(gradient => gradient.Squared().sum().item<float>())), 0, 0.05);

        // Not the same pass again in single precision.
        Assert.Contains(own.Zip(given), pair => !pair.First.equal(pair.Second).all().item<bool>());
    }

    [Fact]
    public void TakeWeights_NetThatMoved_RoundsItsWeightsToEightBits()
    {
        using var scope = NewDisposeScope();
        using var net = Create(TransitionKind.Gru, seed: 4);
        using var copy = new BFloat16Copy<CharacterNet>(net, Create(TransitionKind.Gru, seed: 5));
        using (no_grad())
        {
            net.Weights[0].Value.FillWith(1.00390625f + 0.001f);
        }

        copy.TakeWeights();

        // Beside 1.0049 stand 1 and 1 + 2^-7.
        float[] copied = [.. copy.Net.Weights[0].Value.to(ScalarType.Float32).flatten().data<float>()];
        Assert.All(copied, value => Assert.Equal(1.0078125f, value));
    }

    private static CharacterNet Create(TransitionKind transition, long seed)
    {
        using var random = new Generator((ulong)seed, CPU);
        return new(
            new CharacterNetOptions
            {
                Transition = transition,
                EmbeddingWidth = 5,
                StateWidth = 9,
                Zones = new() { Count = 2, Width = 6, Composed = 2, FeedForwardWidth = 7, Composition = CompositionKind.Mixing },
            },
            characters: 11,
            random);
    }

    private static Tensor[] Gradients(CharacterNet net, CharacterNet passing, ScalarType type)
    {
        Backward(passing, type);
        return Gradients(net);
    }

    private static Tensor[] Gradients(CharacterNet net) => [.. net.Weights.Select(weight => weight.Value.grad!.clone())];

    private static void Backward(CharacterNet net, ScalarType type)
    {
        using var ids = tensor([.. Enumerable.Range(0, 24).Select(i => (long)(i * 7 % 11))], [8, 3]);
        var (logits, _) = net.Forward(ids, [.. net.ZeroState(3)], default, training: true);
        Assert.Equal(type, logits.dtype);
        nn.functional.cross_entropy(logits.to(ScalarType.Float32).flatten(0, 1), ids.flatten()).backward();
    }
}
