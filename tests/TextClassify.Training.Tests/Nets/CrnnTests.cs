using TextClassify.Training.Nets;
using static TorchSharp.torch;

namespace TextClassify.Training.Tests.Nets;

public sealed class CrnnTests
{
    private static readonly int[] MixedLengths = [1, 9, 4, 2, 6];

    public static TheoryData<string, string> Kinds => new()
    {
        { "Lstm", "Full" }, { "Lstm", "LowRank" }, { "Gru", "Full" }, { "Gru", "LowRank" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Outputs_PaddedBatch_GivesWhatEachTextGivesAlone(string cell, string tensor)
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create(cell, tensor, seed: 3);
        var draws = new Random(3);
        ReadOnlyMemory<int>[] texts = [.. MixedLengths.Select(length => SmallNets.Text(length, draws))];

        var together = Run(net, words, texts);

        for (int row = 0; row < texts.Length; row++)
        {
            var alone = Run(net, words, [texts[row]]);
            int length = texts[row].Length;
            AssertClose(alone.Logits[0], together.Logits[row]);
            AssertClose(alone.Evidence[0], together.Evidence[row].narrow(0, 0, length));
            AssertClose(alone.WordWeights[0], together.WordWeights[row].narrow(1, 0, length));
            AssertClose(alone.ForwardStates[0], together.ForwardStates[row].narrow(0, 0, length));
            AssertClose(alone.BackwardStates[0], together.BackwardStates[row].narrow(0, 0, length));
            AssertClose(alone.WordStates[0], together.WordStates[row].narrow(0, 0, length));
            AssertClose(alone.LocalLogits[0], together.LocalLogits[row].narrow(0, 0, length));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Outputs_AnyBatch_EvidenceAndBiasSumToLogits(string cell, string tensor)
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create(cell, tensor, seed: 5);
        var draws = new Random(5);
        ReadOnlyMemory<int>[] texts = [.. Enumerable.Range(1, 12).Select(length => SmallNets.Text(length, draws))];

        var outputs = Run(net, words, texts);

        var bias = net.Weights.Single(weight => weight.Key == "output.bias").Value;
        AssertClose(outputs.Logits, outputs.Evidence.sum(1).Plus(bias));
    }

    [Fact]
    public void Outputs_AnyBatch_WordWeightsAreSharesOfTheTextAlone()
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create("Lstm", "LowRank", seed: 7);
        var draws = new Random(7);

        var weights = Run(net, words, [SmallNets.Text(3, draws), SmallNets.Text(8, draws)]).WordWeights;

        AssertClose(ones(2, 2), weights.sum(2));
        Assert.Equal(0f, weights[0].narrow(1, 3, 5).abs().sum().item<float>());
    }

    [Fact]
    public void Outputs_OneTokenText_LocalLogitsAreTheLogits()
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create("Gru", "Full", seed: 9);

        // A = 1 for the only token, so S_r = v for every r.
        var outputs = Run(net, words, [SmallNets.Text(1, new Random(9))]);

        AssertClose(outputs.Logits, outputs.LocalLogits.squeeze(1));
    }

    [Fact]
    public void Outputs_FullTensorOfAKnownProduct_IsTheLowRankOne()
    {
        using var scope = NewDisposeScope();
        var (low, words) = Create("Lstm", "LowRank", seed: 11);
        var (full, _) = Create("Lstm", "Full", seed: 12);
        var weights = low.Weights.ToDictionary(weight => weight.Key, weight => weight.Value);

        // U (P f * Q b) is f' T b with T_k = sum_r U[k,r] P_r' Q_r.
        var product = einsum("kr,ri,rj->kij", weights["tensor.u"], weights["tensor.p"], weights["tensor.q"]);
        var table = low.ToWeightTable(words);
        full.Load(new WeightTable([
            .. table.Names.Where(name => name is not ("tensor.u" or "tensor.p" or "tensor.q")).Select(name => table[name]),
            new Weight("tensor.full", [6, 5, 5], [.. product.data<float>()])]));
        ReadOnlyMemory<int>[] texts = [SmallNets.Text(6, new Random(11))];

        AssertClose(Run(low, words, texts).Logits, Run(full, words, texts).Logits);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Logits_Backward_ReachesEveryParameterAndTheEmbeddings(string cell, string tensor)
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create(cell, tensor, seed: 13);
        var draws = new Random(13);
        var batch = TokenBatch.Of([SmallNets.Text(4, draws), SmallNets.Text(7, draws)]);
        var embedded = words.Gather(batch).requires_grad_(true);

        net.Logits(embedded, batch).Logits.Squared().sum().backward();

        // The projection's bias moves all scores of a row alike, which a softmax doesn't see: its gradient is zero but there.
        Assert.All(net.Weights, weight => Assert.True(
            weight.Value.grad is { } grad && (weight.Key == "weights.project.bias" || grad.abs().sum().item<float>() > 0), weight.Key));
        Assert.True(embedded.grad!.abs().sum().item<float>() > 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ToWeightTable_LoadedIntoAnotherNet_GivesTheSameLogits(string cell, string tensor)
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create(cell, tensor, seed: 15);
        var (other, _) = Create(cell, tensor, seed: 16);
        ReadOnlyMemory<int>[] texts = [SmallNets.Text(5, new Random(15))];

        other.Load(net.ToWeightTable(words));

        Assert.Equal(Run(net, words, texts).Logits.data<float>(), Run(other, words, texts).Logits.data<float>());
    }

    [Fact]
    public void ToWeightTable_Lstm_HasTheDocumentedNamesAndShapes()
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create("Lstm", "Full", seed: 17);

        var table = net.ToWeightTable(words);

        Assert.Equal([23, 7], table["embedding.weight"].Shape);
        Assert.Equal([20, 7], table["rnn.weight_ih_l0"].Shape);
        Assert.Equal([20, 5], table["rnn.weight_hh_l0_reverse"].Shape);
        Assert.Equal([20], table["rnn.bias_hh_l0_reverse"].Shape);
        Assert.Equal([6, 5, 5], table["tensor.full"].Shape);
        Assert.Equal([6, 10], table["tensor.linear.weight"].Shape);
        Assert.Equal([4, 7, 5], table["weights.conv5.weight"].Shape);
        Assert.Equal([2, 12], table["weights.project.weight"].Shape);
        Assert.Equal([3, 12], table["output.weight"].Shape);
        Assert.Equal(22, table.Names.Count);
    }

    [Fact]
    public void Load_OtherShape_NamesTheWeight()
    {
        using var scope = NewDisposeScope();
        var (net, words) = Create("Lstm", "Full", seed: 18);
        using var gru = new Crnn(SmallNets.Options(CellKind.Gru, TensorKind.Full), SmallNets.Classes);

        var exception = Assert.Throws<InvalidDataException>(() => gru.Load(net.ToWeightTable(words)));

        Assert.Contains("rnn.weight_ih_l0 is [20,7]", exception.Message, StringComparison.Ordinal);
    }

    private static (Crnn Net, WordTable Words) Create(string cell, string tensor, int seed) =>
        SmallNets.Create(Enum.Parse<CellKind>(cell), Enum.Parse<TensorKind>(tensor), seed);

    private static CrnnOutputs Run(Crnn net, WordTable words, IReadOnlyList<ReadOnlyMemory<int>> texts)
    {
        var batch = TokenBatch.Of(texts);

        return net.Outputs(words.Gather(batch), batch);
    }

    private static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0f, 1e-5f);
    }
}
