using TextClassify.Explain.Catalog;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Quality;

/// <summary>On a linear model gradient x input is a . x a token, so a step s of a word moves its score by a . s.</summary>
public sealed class MaxSensitivityTests
{
    private const double Radius = 0.05;
    private static readonly int[] Ids = [7, 3, 7, 12];
    private static readonly PolynomialModel Linear = new(degree: 1);
    private static readonly double[] Direction = [0.5, -1, 0.2];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MaxSensitivity_LinearModel_IsTheLargestOfTheSteps()
    {
        double[] scores = [.. Ids.Select(PolynomialModel.Value)];
        double norm = Math.Sqrt(scores.Sum(score => score * score)), largest = 0;
        for (int seed = 5; seed < 8; seed++)
        {
            var steps = Steps(seed, (float)Radius);
            largest = Math.Max(largest, Math.Sqrt(Ids.Sum(id => Math.Pow(steps[id].Zip(Direction, (s, a) => s * a).Sum(), 2))) / norm);
        }

        var value = await Measure(new QualityOptions { SensitivityRadius = Radius, SensitivitySamples = 3, Seed = 5 });

        Assert.Equal(largest, value.Value!.Value, 1e-4);
        Assert.InRange(value.Value.Value, 1e-4, Radius * Direction.Sum(Math.Abs) * 2 / norm);
        Assert.Null(value.Removal);
    }

    [Fact]
    public async Task MaxSensitivity_MethodOfTheForwardGraph_SaysWhy()
    {
        var value = await Measure(new QualityOptions(), "evidence");

        Assert.Null(value.Value);
        Assert.Equal("evidence reads evidence from the forward graph, which takes words and not moved embeddings.", value.Reason);
    }

    [Fact]
    public void Embed_Words_MoveWithinTheBoxAndBaselinesStay()
    {
        var steps = Steps(seed: 1, radius: 0.1f);

        Assert.All(steps[7], step => Assert.InRange(step, -0.1001, 0.1001));
        Assert.Contains(steps[7], step => Math.Abs(step) > 0.01);
        Assert.NotEqual(steps[7], steps[3]);
        Assert.Equal(steps[7], Steps(seed: 1, radius: 0.1f)[7]);
        Assert.NotEqual(steps[7], Steps(seed: 2, radius: 0.1f)[7]);
        Assert.Equal(new double[3], steps[0]);
        Assert.Equal(new double[3], steps[1]);
    }

    private static Dictionary<int, double[]> Steps(int seed, float radius)
    {
        int[] ids = [0, 1, 3, 7, 12];
        float[] still = new float[ids.Length * 3], moved = new float[ids.Length * 3];
        Linear.Embed(ids, still);
        new MovedEmbeddings(Linear, Linear, SpecialIds.OfWords, radius, seed).Embed(ids, moved);
        return ids.Index().ToDictionary(pair => pair.Item, pair =>
            Enumerable.Range(pair.Index * 3, 3).Select(i => (double)moved[i] - still[i]).ToArray());
    }

    private static async Task<QualityValue> Measure(QualityOptions options, string method = "gradient_x_input")
    {
        var explainer = ExplainerCatalog.Default.Find(method)!;
        var request = ExplainRequests.Of(explainer, Ids, Linear);
        var gradient = ExplainerCatalog.Default.Find("gradient_x_input")!;
        var explanation = await gradient.ExplainAsync(ExplainRequests.Of(gradient, Ids, Linear), Linear, Cancellation);
        var subject = new QualitySubject { Explainer = explainer, Request = request, Explanation = explanation };
        return (await QualityCatalog.MeasureAsync(["max_sensitivity"], subject, Linear, options, Cancellation)).Values[0];
    }
}
