using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Explain;
using TextClassify.Explain.Gradients;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Gradients;

public sealed class IntegratedGradientsExplainerTests
{
    private static readonly int[] Ids = [7, 2, 9, 2, 1];

    [Fact]
    public async Task ExplainAsync_LinearModel_GivesEachTokenItsOwnValue()
    {
        var explanation = await ExplainAsync(new PolynomialModel(degree: 1), Ids, """{"baseline":"zero","n_steps":1}""");

        AssertClose([.. Ids.Select(PolynomialModel.Value)], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_SquareModel_SplitsTheSquareInProportion()
    {
        // f = s^2 along alpha x: the integral of 2 alpha s a.x_t is s a.x_t.
        double sum = Ids.Sum(PolynomialModel.Value);

        var explanation = await ExplainAsync(new PolynomialModel(degree: 2), Ids, """{"baseline":"zero"}""");

        AssertClose([.. Ids.Select(id => sum * PolynomialModel.Value(id))], explanation.Scores);
        Assert.True(explanation.Certificate!.Converged);
        Assert.Equal(sum * sum, explanation.Certificate.Expected, 1e-4);
    }

    [Fact]
    public async Task ExplainAsync_BaselineTokens_GetExactlyNothing()
    {
        var explanation = await ExplainAsync(new PolynomialModel(degree: 3), Ids, """{"baseline":"unk"}""");

        Assert.Equal(0f, explanation.Scores[4]);
        Assert.All(explanation.Scores[..4], score => Assert.NotEqual(0f, score));
    }

    [Fact]
    public async Task ExplainAsync_EqualTokens_GetEqualScores()
    {
        var explanation = await ExplainAsync(new PolynomialModel(degree: 4), Ids, "{}");

        Assert.Equal(explanation.Scores[1], explanation.Scores[3]);
    }

    [Fact]
    public async Task ExplainAsync_TooFewSteps_SaysNotConverged()
    {
        // Degree 12 needs six nodes for its derivative of degree 11; one is far off.
        var explanation = await ExplainAsync(new PolynomialModel(degree: 12), Ids, """{"baseline":"zero","n_steps":1}""");

        Assert.False(explanation.Certificate!.Converged);
        Assert.True(Math.Abs(explanation.Certificate.Residual) > explanation.Certificate.Tolerance);
    }

    [Fact]
    public async Task ExplainAsync_Adaptive_AddsNodesUntilTheCertificateHolds()
    {
        // The derivative has degree 59: 8 nodes miss its integral by more than 1e-3, 16 do not. One text, two ends, then the nodes.
        int[] ids = [8, 6];

        var explanation = await ExplainAsync(new PolynomialModel(degree: 60), ids, """{"baseline":"zero"}""");

        Assert.True(explanation.Certificate!.Converged);
        Assert.Equal(1 + 2 + 8 + 16, explanation.ModelCalls);
    }

    [Fact]
    public async Task ExplainAsync_Foil_ExplainsTheDifference()
    {
        var alone = await ExplainAsync(new PolynomialModel(degree: 2), Ids, "{}");
        var against = await ExplainAsync(new PolynomialModel(degree: 2), Ids, "{}", foil: 1);

        // z_0 - z_1 = 2 z_0.
        AssertClose([.. alone.Scores.Select(score => 2.0 * score)], against.Scores);
    }

    [Fact]
    public async Task ExplainAsync_LongText_IsTheSameInBlocks()
    {
        int[] ids = [.. Enumerable.Range(0, 3000).Select(i => i % 5)];
        double sum = ids.Sum(PolynomialModel.Value);

        var explanation = await ExplainAsync(new PolynomialModel(degree: 1), ids, """{"baseline":"zero","n_steps":4}""");

        AssertClose([.. ids.Select(PolynomialModel.Value)], explanation.Scores);
        Assert.Equal(sum, explanation.Certificate!.Sum, 1e-2);
    }

    [Theory]
    [InlineData("probability", null)]
    [InlineData("probability", 1)]
    [InlineData("log_odds", null)]
    [InlineData("log_odds", 1)]
    [InlineData("log_probability", null)]
    public async Task ExplainAsync_OutputSpace_SumsToItsOwnDifference(string output, int? foil)
    {
        // z_1 = -z_0, and both are 0 at the zero vector.
        int[] ids = [4, 3];
        double z = ids.Sum(PolynomialModel.Value), p = 1 / (1 + Math.Exp(-2 * z));
        double expected = (output, foil) switch
        {
            ("probability", null) => p - 0.5,
            ("probability", _) => (2 * p) - 1,
            ("log_probability", _) => Math.Log(p) - Math.Log(0.5),
            _ => 2 * z,
        };

        var explanation = await ExplainAsync(new PolynomialModel(degree: 1), ids, $$"""{"baseline":"zero","output":"{{output}}"}""", foil);

        Assert.Equal(expected, explanation.Certificate!.Expected, 1e-5);
        Assert.True(explanation.Certificate.Converged);
    }

    [Fact]
    public async Task ExplainAsync_MeanBaseline_IsTheMeanOfTheWords()
    {
        // The words of the model are the ids 2 to 39, whose values have the mean value of 20.5.
        var explanation = await ExplainAsync(new PolynomialModel(degree: 1), [7, 20], """{"baseline":"mean"}""");

        AssertClose([0.4 * (7 - 20.5), 0.4 * (20 - 20.5)], explanation.Scores);
    }

    [Fact]
    public async Task ExplainAsync_BaselineTokens_AreLookedUp()
    {
        var explainer = new IntegratedGradientsExplainer();
        var request = Request(
            explainer, [4, 3], """{"baseline":"tokens","baseline_tokens":["a","never seen"]}""") with
        { Source = Source("a") };

        var explanation = await explainer.ExplainAsync(request, new PolynomialModel(degree: 1), TestContext.Current.CancellationToken);

        // "a" is the id 2, a word not known the id 1.
        AssertClose([0.4 * (4 - 2), 0.4 * (3 - 1)], explanation.Scores);
    }

    [Theory]
    [InlineData("""{"baseline":"tokens"}""", "baseline_tokens is missing; a baseline of tokens needs it.")]
    [InlineData("""{"baseline_tokens":["a","a"]}""", "baseline_tokens is given, and no baseline is tokens.")]
    [InlineData("""{"baseline":"tokens","baseline_tokens":["a"]}""", "baseline_tokens has 1 words; the text has 2 tokens.")]
    public void Check_BaselineThatDoesNotFit_IsRefused(string parameters, string message)
    {
        var explainer = new IntegratedGradientsExplainer();

        Assert.Equal(message, explainer.Check(Request(explainer, [4, 3], parameters) with { Source = Source("a") })!.Message);
    }

    [Fact]
    public async Task ExplainAsync_DeadlinePassed_GivesTheLastWholeRound()
    {
        var explainer = new IntegratedGradientsExplainer();
        var request = Request(explainer, [8, 6], """{"baseline":"zero"}""") with
        {
            Deadline = Deadline.After(new FakeTimeProvider(), TimeSpan.Zero),
        };

        var explanation = await explainer.ExplainAsync(request, new PolynomialModel(degree: 60), TestContext.Current.CancellationToken);

        Assert.True(explanation.Interrupted);
        Assert.False(explanation.Certificate!.Converged);
        Assert.Equal(8, explanation.Attributions[0].Facts["n_steps"]);
        Assert.All(explanation.Scores, score => Assert.NotEqual(0, score));
    }

    [Fact]
    public async Task ExplainAsync_AllTargets_GivesEachItsCertificate()
    {
        var explainer = new IntegratedGradientsExplainer();
        var request = Request(explainer, Ids, """{"baseline":"zero"}""") with { Target = null, AllTargets = true };

        var explanation = await explainer.ExplainAsync(request, new PolynomialModel(degree: 2), TestContext.Current.CancellationToken);

        AssertClose([.. explanation.Attributions[0].Scores.Select(score => -(double)score)], explanation.Attributions[1].Scores);
        Assert.All(explanation.Attributions, attribution => Assert.True(attribution.Certificate!.Converged));
    }

    internal static SourceText Source(params string[] words) =>
        new("", new TextEncoder(new Vocabulary([Vocabulary.Pad, Vocabulary.Unknown, .. words]), maxTokens: 9));

    internal static ExplanationQuery Request(IExplainer explainer, int[] ids, string parameters) =>
        ExplainRequests.Of(explainer, ids, new PolynomialModel(degree: 1), parameters);

    internal static Task<Explanation> ExplainAsync(PolynomialModel model, int[] ids, string parameters, int? foil = null) =>
        ExplainAsync(new IntegratedGradientsExplainer(), model, ids, parameters, foil);

    internal static Task<Explanation> ExplainAsync(
        IExplainer explainer, PolynomialModel model, int[] ids, string parameters, int? foil = null)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(parameters)!;
        var request = new ExplanationQuery
        {
            Text = new EncodedText(ids, new TokenSpan[ids.Length], ids.Length),
            Target = 0,
            Foil = foil,
            Temperature = 1,
            Parameters = explainer.Bind(given, model.Shape).Values!,
        };
        return explainer.ExplainAsync(request, model, TestContext.Current.CancellationToken);
    }

    internal static void AssertClose(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-4 * Math.Max(1, Math.Abs(expected[i])));
        }
    }
}
