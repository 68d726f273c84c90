using TextClassify.Infrastructure;
using TextClassify.Language;
using static TextClassify.Language.LanguageCalls;

namespace TextClassify.Explain;

/// <summary>Explanations of the small language model by the gradients that its package carries.</summary>
public sealed class LanguageGradientTests(LanguageService language) : IClassFixture<LanguageService>
{
    private readonly Service _service = language.Service;

    /// <summary>
    /// The path begins at unknown characters, so its scores sum to what <c>/score</c> says the target is less surprising for the real ones.
    /// Six sentences make a net of sharp bends: three characters are near, and whether near enough is what the certificate says.
    /// </summary>
    [Theory]
    [InlineData("integrated_gradients", "{\"baseline\":\"unk\"}")]
    [InlineData("expected_gradients", "{\"baselines\":[\"unk\"]}")]
    public async Task Explain_PathFromUnknownCharacters_SumsToTheDifferenceInSurprise(string method, string parameters)
    {
        const string Before = "the cat sat on the mat. the ", Window = "dog";
        var result = await _service.ResultAsync(
            $$"""{"model":"rhyme","inputs":"{{Before}}{{Window}}","target":" ","context":3,"method":"{{method}}","parameters":{{parameters}}}""");

        double unknown = await _service.LastSurpriseAsync(
            Before + new string('\u4e2d', Window.Length) + " "), known = await _service.LastSurpriseAsync(Before + Window + " ");
        double drop = (unknown - known) * Math.Log(2);
        var certificate = result.GetProperty("certificate");
        Assert.Equal(drop, certificate.GetProperty("expected").GetDouble(), 1e-3);
        Assert.Equal(drop, Scores(result).Sum(), 0.02 * drop);
        Assert.Equal(
            Math.Abs(certificate.GetProperty("residual").GetDouble()) <= certificate.GetProperty("tolerance").GetDouble(),
            certificate.GetProperty("converged").GetBoolean());
    }

    /// <summary>What stands before the window is read and has no score; the gradients of the window are those of the whole text.</summary>
    [Theory]
    [InlineData("gradient_x_input")]
    [InlineData("connectivity")]
    public async Task Explain_GradientsOfAWindow_AreTheWholeTexts(string method)
    {
        const string Text = "the cat sat on the mat. the dog";
        double[] whole = Scores(
            await _service.ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","method":"{{method}}"}"""));
        double[] window = Scores(
            await _service.ResultAsync($$"""{"model":"rhyme","inputs":"{{Text}}","target":"s","context":5,"method":"{{method}}"}"""));

        Assert.Equal(5, window.Length);
        Assert.All(whole[^5..].Zip(window), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.Contains(window, score => Math.Abs(score) > 1e-3);
    }

    [Fact]
    public async Task Explain_Connectivity_HasNoSignAndNoSum()
    {
        var result = await _service.ResultAsync("""{"model":"rhyme","inputs":"the ca","target":"t","method":"connectivity"}""");

        Assert.All(Scores(result), score => Assert.True(score > 0));
        Assert.False(result.GetProperty("certificate").TryGetProperty("expected", out _));
        Assert.Equal(3, result.GetProperty("cost").GetProperty("modelCalls").GetInt32());
    }

    [Fact]
    public async Task Explain_UnknownFromUnknown_ScoresExactlyNothing()
    {
        double[] scores = Scores(
            await _service.ResultAsync(
                """{"model":"rhyme","inputs":"c\u4e2dt","method":"integrated_gradients","parameters":{"baseline":"unk"}}"""));

        Assert.Equal(0, scores[1]);
        Assert.NotEqual(0, scores[2]);
    }
}
