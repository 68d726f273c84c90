using TextClassify.Training.Baseline;
using TextClassify.Training.Evaluation;

namespace TextClassify.Training.Tests.Baseline;

public sealed class LinearMixTests
{
    private static readonly int[] Labels = [.. Enumerable.Range(0, 400).Select(i => i % 2)];

    [Fact]
    public void Choose_TermThatOnlyGuesses_TakesTheNetAlone() =>
        Assert.Equal(new LinearMix(1, 0), LinearMix.Choose(Net(right: 0.95), Logits(right: 0.5, seed: 2)));

    [Fact]
    public void Choose_BothAlike_TakesTheMean() =>
        Assert.Equal(LinearMix.Even, LinearMix.Choose(Net(right: 0.8), Logits(right: 0.8, seed: 2)));

    /// <summary>What a handful of rows says for one of the two is chance.</summary>
    [Fact]
    public void Choose_FewRows_TakesTheMean()
    {
        var net = Net(right: 0.95);
        var few = net with { Labels = net.Labels[..100], Logits = net.Logits[..200] };

        Assert.Equal(LinearMix.Even, LinearMix.Choose(few, Logits(right: 0.5, seed: 2)[..200]));
    }

    [Fact]
    public void Add_KnownLogits_IsTheWeightedSum()
    {
        var sum = new LinearMix(0.25, 0.5).Add(new LabelledLogits(2, [4, 8], [0]), [2, -2]);

        Assert.Equal([2f, 1f], sum.Logits);
    }

    private static LabelledLogits Net(double right) => new(2, Logits(right, seed: 1), Labels);

    private static float[] Logits(double right, int seed)
    {
        var draws = new Random(seed);
        return [.. Labels.SelectMany(label =>
        {
            float logit = draws.NextDouble() < right == (label == 1) ? 1 : -1;
            return new[] { -logit, logit };
        })];
    }
}
