using TextClassify.Training.Nets;
using TextClassify.Training.Translation;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Translation;

public sealed class TranslatorNetTests
{
    private const double Near = 1e-5;

    private static readonly EncodedPair[] Pairs =
    [
        new([3, 4, 5, 6, 7], [4, 4]), new([5, 3], [7, 6, 5, 4]), new([6], [3]),
    ];

    [Fact]
    public void Forward_PaddedBatch_LooksWithAllOfItsAttentionAndNeverAtPadding()
    {
        using var scope = NewDisposeScope();
        var (_, attention, batch) = Run(Pairs);

        for (int row = 0; row < batch.Rows; row++)
        {
            for (int t = 0; t < batch.Time; t++)
            {
                float[] shares = Crnn.Values(attention[row, t].contiguous()).ToArray();
                int length = batch.Source.Lengths[row];
                Assert.Equal(1, shares.Sum(), Near);
                Assert.All(shares[length..], share => Assert.Equal(0, share));
            }
        }
    }

    [Fact]
    public void Forward_PaddedBatch_GivesEachRowWhatItGivesAlone()
    {
        using var scope = NewDisposeScope();
        var (together, _, _) = Run(Pairs);

        for (int row = 0; row < Pairs.Length; row++)
        {
            var (alone, _, batch) = Run([Pairs[row]]);
            float[] expected = Crnn.Values(alone[0].contiguous()).ToArray();
            float[] actual = Crnn.Values(together[row].narrow(0, 0, batch.Time).contiguous()).ToArray();
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Near));
        }
    }

    /// <summary>Greedy writing is right where each symbol is: a net that always gives the edge has the empty target right.</summary>
    [Fact]
    public void Scorer_NetOfOneAnswer_HasThatTargetRightAlone()
    {
        using var net = SmallTranslator.Net();
        using (no_grad())
        {
            net.Weights.Single(weight => weight.Key == "output.weight").Value.zero_();
            var bias = net.Weights.Single(weight => weight.Key == "output.bias").Value;
            bias.zero_();
            bias[2] = 5;
        }

        var (loss, exact) = TranslatorScorer.Of(
            net, [new EncodedPair([3], []), new EncodedPair([4], [5])], TestContext.Current.CancellationToken);

        Assert.Equal(0.5, exact);
        Assert.Equal((2 * Loss(5)) + Loss(0), 3 * loss, 1e-4);

        static double Loss(double logit) => Math.Log(Math.Exp(5) + SmallTranslator.Symbols - 1) - logit;
    }

    private static (Tensor Logits, Tensor Attention, PairBatch Batch) Run(EncodedPair[] pairs)
    {
        using var frozen = no_grad();
        var batch = PairBatch.Of(pairs);
        var (logits, attention) = SmallTranslator.Net().Forward(batch.Source, batch.InputTensor());
        return (logits, attention, batch);
    }
}
