using System.Numerics.Tensors;
using TextClassify.Numerics;
using TextClassify.Training.Nets;
using TextClassify.Training.Tests.Loops;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>
/// Adebayo et al. (2018): an explanation of a model whose weights are random must not look like that of the trained one. With the input's
/// factor and without, since the factor alone can keep two pictures alike (Kokhlikyan et al. 2021).
/// </summary>
[Collection(nameof(TorchGenerator))]
public sealed class ModelRandomisationTests(ModelRandomisationTests.Nets nets) : IClassFixture<ModelRandomisationTests.Nets>
{
    private const int Texts = 100;
    private const double Alike = 0.3;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("integrated_gradients")]
    [InlineData("gradient_x_input")]
    [InlineData("evidence")]
    [InlineData("occlusion")]
    public Task ExplainAsync_RandomWeights_GiveAnotherExplanation(string method) => AssertApart(async (served, ids) =>
        (await served.ExplainAsync(method, ids)).Scores);

    [Fact]
    public Task Gradients_RandomWeights_GiveOtherSizes() => AssertApart(async (served, ids) =>
    {
        var gradients = served.Forward.Gradients!;
        float[] embeddings = new float[ids.Length * gradients.EmbeddingWidth], slope = new float[embeddings.Length];
        gradients.Embed(ids, embeddings);
        await gradients.RunAsync(embeddings, ids.Length, (float[])[0, 1], new float[2], slope, Cancellation);
        return [.. slope.Chunk(gradients.EmbeddingWidth).Select(token => TensorPrimitives.Norm<float>(token))];
    });

    private async Task AssertApart(Func<ServedNet, int[], Task<float[]>> explain)
    {
        var random = new Random(23);
        double alike = 0, apart = 0;
        for (int text = 0; text < Texts; text++)
        {
            int[] ids = PlantedNet.Draw(random, flagged: text % 2 == 0).Ids;
            float[] scores = await explain(nets.Trained, ids), again = await explain(nets.TrainedAgain, ids);
            float[] randomised = await explain(nets.Randomised, ids);
            alike += RankCorrelation.Spearman(scores, again) / Texts;
            apart += RankCorrelation.Spearman(scores, randomised) / Texts;
        }

        // That the measure can see likeness: two nets that learned the same explain more alike than chance.
        Assert.InRange(apart, -Alike, Alike);
        Assert.True(alike > apart, $"trained twice {alike:F2}, randomised {apart:F2}");
    }

    public sealed class Nets : IDisposable
    {
        internal ServedNet Trained { get; } = Serve(PlantedNet.Trained(seed: 5));

        internal ServedNet TrainedAgain { get; } = Serve(PlantedNet.Trained(seed: 6));

        internal ServedNet Randomised { get; } = Serve(PlantedNet.Fresh(seed: 9));

        public void Dispose()
        {
            Trained.Dispose();
            TrainedAgain.Dispose();
            Randomised.Dispose();
        }

        private static ServedNet Serve((Crnn Net, WordTable Words) pair)
        {
            using var net = pair.Net;
            return new ServedNet(net, pair.Words, PlantedNet.Options);
        }
    }
}
