using TextClassify.Models;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx.Contextual;

public sealed class CrnnContextualGraphTests
{
    private const int Time = 9;
    private const int Opening = 2, Closing = 3;

    public static TheoryData<CellKind, TensorKind> Kinds => CrnnGraphTests.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_AnyPhrase_SplitsTheLogitsOfTheForwardGraph(CellKind cell, TensorKind tensor)
    {
        using var net = new ContextualNet(cell, tensor, seed: 91);
        int[][] texts = Shapes.Texts(seed: 92);
        float[][] phrases = [.. texts.Select((text, row) => Phrase(text.Length, token => (token + row) % 3 == 0))];

        var (beta, gamma) = net.Run(texts, phrases);

        float[] logits = net.Logits(texts);
        Assert.All(logits.Index(), pair => Assert.Equal(pair.Item, beta[pair.Index] + gamma[pair.Index], 2e-5));
        Assert.Contains(beta, value => Math.Abs(value) > 0.05f);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_PaddedBatch_GivesTheRulesOfEachTextAlone(CellKind cell, TensorKind tensor)
    {
        using var net = new ContextualNet(cell, tensor, seed: 93);
        int[][] texts = Shapes.Texts(seed: 94);
        float[][] phrases = [.. texts.Select((text, row) => Phrase(text.Length, token => token >= row % text.Length))];
        var reference = new ContextualReference(net.Options, net.Weights);

        var (beta, gamma) = net.Run(texts, phrases);

        for (int row = 0; row < texts.Length; row++)
        {
            var (expectedBeta, expectedGamma) = reference.Logits(
                texts[row], [.. phrases[row].Take(texts[row].Length).Select(inside => inside > 0)]);
            for (int label = 0; label < RandomWeights.Classes; label++)
            {
                Assert.Equal(expectedBeta[label], beta[(row * RandomWeights.Classes) + label], 2e-5);
                Assert.Equal(expectedGamma[label], gamma[(row * RandomWeights.Classes) + label], 2e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Build_NoPhrase_GivesItExactlyNothing(CellKind cell, TensorKind tensor)
    {
        using var net = new ContextualNet(cell, tensor, seed: 95);
        int[][] texts = Shapes.Texts(seed: 96);

        // Members beyond a text's length are no members.
        float[][] phrases = [.. texts.Select(text => Phrase(0, _ => false, beyond: 1))];
        for (int row = 0; row < texts.Length; row++)
        {
            phrases[row].AsSpan(0, texts[row].Length).Clear();
        }

        Assert.All(net.Run(texts, phrases).Beta, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Build_Interface_IsTheDeclaredOne()
    {
        using var net = new ContextualNet(CellKind.Lstm, TensorKind.LowRank, seed: 97);

        Assert.Equal([ContextualGraph.Beta, ContextualGraph.Gamma], net.OutputNames);
    }

    /// <summary>
    /// A gate that a phrase opens and the rest closes gives the phrase more than the whole of what is kept, so that over a long text both
    /// parts of a cell grow without bound, one up and one down: their sum would have lost the cell's own value.
    /// </summary>
    [Fact]
    public void Build_PhraseAndRestThatPullAtAGateOverALongText_KeepsItsSum()
    {
        const int half = 128;
        using var net = new ContextualNet(CellKind.Lstm, TensorKind.LowRank, seed: 98, Pull);
        int[] text = [.. Enumerable.Repeat(Opening, half), .. Enumerable.Repeat(Closing, half)];
        float[] phrase = [.. Enumerable.Range(0, 2 * half).Select(token => token < half ? 1f : 0)];

        var (beta, gamma) = net.Run([text], [phrase]);

        Assert.All(net.Logits([text]).Index(), pair => Assert.Equal(pair.Item, beta[pair.Index] + gamma[pair.Index], 2e-4));
    }

    private static float[] Phrase(int length, Func<int, bool> inside, float beyond = 0) =>
        [.. Enumerable.Range(0, Time).Select(token => token < length ? (inside(token) ? 1f : 0f) : beyond)];

    /// <summary>
    /// The first word fills the cells of the forward direction, and their states hold the forget gates open; the second pulls them shut
    /// with the same strength.
    /// </summary>
    private static void Pull(WeightTable weights)
    {
        var (table, input, state, bias) =
            (weights["embedding.weight"], weights["rnn.weight_ih_l0"], weights["rnn.weight_hh_l0"], weights["rnn.bias_ih_l0"]);
        int m = state.Shape[1], d = table.Shape[1];
        Array.Clear(input.Values);
        Array.Clear(state.Values);
        Array.Clear(weights["rnn.bias_hh_l0"].Values);
        Array.Clear(table.Values);
        table.Values[Opening * d] = table.Values[(Closing * d) + 1] = 1;
        for (int unit = 0; unit < m; unit++)
        {
            // Gates i, f, g, o.
            input.Values[unit * d] = input.Values[((2 * m) + unit) * d] = 3;
            input.Values[((m + unit) * d) + 1] = -5;
            state.Values[((m + unit) * m) + unit] = 5;
            (bias.Values[unit], bias.Values[m + unit], bias.Values[(2 * m) + unit], bias.Values[(3 * m) + unit]) = (-3, 4, 0, 4);
        }
    }
}
