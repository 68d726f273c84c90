using TextClassify.Models;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Onnx.Contextual;

public sealed class CrnnContextualGraphTests
{
    private const int Time = 9;

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

    private static float[] Phrase(int length, Func<int, bool> inside, float beyond = 0) =>
        [.. Enumerable.Range(0, Time).Select(token => token < length ? (inside(token) ? 1f : 0f) : beyond)];
}
