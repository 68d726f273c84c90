using TextClassify.Explain;
using TextClassify.Explain.Catalog;
using TextClassify.Forward;

namespace TextClassify.UnitTests.Explain;

/// <summary>An explanation is of its text alone: not of the rows that share a call, how many they are, or what else the model is
/// doing.</summary>
public sealed class IndependenceTests(ShippedModel shipped) : IClassFixture<ShippedModel>
{
    public static TheoryData<string> Methods =>
        [.. ExplainerCatalog.Default.All.Where(method => !method.Info.EditsText).Select(method => method.Info.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_RowsOneByOne_GiveTheSameScores(string method)
    {
        foreach (string text in ShippedModel.Texts[1..4])
        {
            var encoded = shipped.Model.Encoder.Encode(text);
            var alone = await shipped.ExplainAsync(method, encoded, forward: new RowByRow(shipped.Model.Forward));
            var blocks = await shipped.ExplainAsync(method, encoded);

            AssertSame(alone, blocks);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ExplainAsync_OtherTextsAtTheSameTime_ChangeNothing(string method)
    {
        var encoded = ShippedModel.Texts[1..4].Select(shipped.Model.Encoder.Encode).ToArray();
        var alone = new List<Explanation>();
        foreach (var text in encoded)
        {
            alone.Add(await shipped.ExplainAsync(method, text));
        }

        var together = await Task.WhenAll(encoded.Select(text => Task.Run(() => shipped.ExplainAsync(method, text))));

        for (int i = 0; i < together.Length; i++)
        {
            AssertSame(alone[i], together[i]);
        }
    }

    private static void AssertSame(Explanation expected, Explanation actual)
    {
        // 1e-5 of the largest score: what two summation orders of a product in single precision may differ by.
        float tolerance = 1e-5f * Math.Max(1, expected.Scores.Max(MathF.Abs));
        Assert.Equal(expected.Target, actual.Target);
        Assert.All(
            Enumerable.Range(0, expected.Scores.Length), token => Assert.Equal(expected.Scores[token], actual.Scores[token], tolerance));
    }

    /// <summary>Breaks every call into calls of one row.</summary>
    private sealed class RowByRow(IForwardPass model) : IForwardPass, IGradientPass, IContextualPass
    {
        public ForwardShape Shape => model.Shape;

        public ReadOnlyMemory<float> Bias => model.Bias;

        public IGradientPass Gradients => this;

        public IContextualPass Contextual => this;

        public int EmbeddingWidth => model.Gradients!.EmbeddingWidth;

        public int VocabularySize => model.Gradients!.VocabularySize;

        public void Embed(ReadOnlySpan<int> ids, Span<float> embeddings) => model.Gradients!.Embed(ids, embeddings);

        public async Task<ForwardBatch> RunAsync(
            IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
        {
            var results = new List<ForwardResult>();
            foreach (var row in rows)
            {
                results.AddRange((await model.RunAsync([row], outputs, cancellationToken)).Results);
            }

            return new ForwardBatch([.. results], TimeSpan.Zero, TimeSpan.Zero);
        }

        public async Task<ContextualBatch> RunAsync(
            ReadOnlyMemory<int> ids, IReadOnlyList<Phrase> phrases, CancellationToken cancellationToken)
        {
            List<float> beta = [], gamma = [];
            foreach (var phrase in phrases)
            {
                var batch = await model.Contextual!.RunAsync(ids, [phrase], cancellationToken);
                beta.AddRange(batch.Beta);
                gamma.AddRange(batch.Gamma);
            }

            return new ContextualBatch([.. beta], [.. gamma], TimeSpan.Zero, TimeSpan.Zero);
        }

        public async Task<GradientTiming> RunAsync(
            ReadOnlyMemory<float> embeddings,
            int tokens,
            ReadOnlyMemory<float> targetWeights,
            Memory<float> logits,
            Memory<float> gradients,
            CancellationToken cancellationToken)
        {
            int size = tokens * EmbeddingWidth, classes = Shape.Classes;
            for (int row = 0; row < embeddings.Length / size; row++)
            {
                await model.Gradients!.RunAsync(
                    embeddings.Slice(row * size, size),
                    tokens,
                    targetWeights.Slice(row * classes, classes),
                    logits.Slice(row * classes, classes),
                    gradients.IsEmpty ? gradients : gradients.Slice(row * size, size),
                    cancellationToken);
            }

            return default;
        }
    }
}
