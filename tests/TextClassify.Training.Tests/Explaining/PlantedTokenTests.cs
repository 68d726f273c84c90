using TextClassify.Explain.Catalog;
using TextClassify.Training.Tests.Loops;

namespace TextClassify.Training.Tests.Explaining;

[Collection(nameof(TorchGenerator))]
public sealed class PlantedTokenTests
{
    /// <summary>
    /// The slope at the text itself is flat where the model is sure, and docs/explanations.md says so. Integrated gradients are the cure
    /// (Sundararajan et al. 2017).
    /// </summary>
    private static readonly string[] Saturates = ["gradient_x_input", "smoothgrad"];

    /// <summary>
    /// Over several nets: a recurrent net may carry what it read to a neighbour, and one net in ten does so with a third of the texts.
    /// </summary>
    [Fact]
    public async Task ExplainAsync_FlaggedText_RanksThePlantedTokenFirst()
    {
        const int Nets = 4, Texts = 50;
        var random = new Random(17);
        int[][] texts = [.. Enumerable.Range(0, Texts).Select(_ => PlantedNet.Draw(random, flagged: true).Ids)];
        var found = new Dictionary<string, int>();
        for (int seed = 1; seed <= Nets; seed++)
        {
            var (net, words) = PlantedNet.Trained(seed);
            using var owned = net;
            using var served = new ServedNet(net, words, PlantedNet.Options);
            foreach (var method in ExplainerCatalog.Default.All.Where(method => method.Info is { IsSigned: true, EditsText: false }))
            {
                found[method.Info.Name] = found.GetValueOrDefault(method.Info.Name) + await FirstAsync(served, method.Info.Name, texts);
            }
        }

        Assert.All(
            found.Where(pair => !Saturates.Contains(pair.Key)),
            pair => Assert.True(pair.Value >= 0.9 * Nets * Texts, $"{pair.Key}: {pair.Value} of {Nets * Texts}"));
    }

    /// <summary>In how many texts the planted token has the highest score.</summary>
    private static async Task<int> FirstAsync(ServedNet served, string method, int[][] texts)
    {
        int first = 0;
        foreach (int[] ids in texts)
        {
            var explanation = await served.ExplainAsync(method, ids);
            Assert.True(explanation.Logits[1] > explanation.Logits[0]);
            first += Array.IndexOf(explanation.Scores, explanation.Scores.Max()) == Array.IndexOf(ids, PlantedNet.Planted) ? 1 : 0;
        }

        return first;
    }
}
