using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Explaining;

namespace TextClassify.Training.Tests.Explaining;

/// <summary>
/// Integrated gradients of the shipped models on development texts. Every 25th text here; all of them by
/// <c>dotnet run -c Release --project tests/TextClassify.Benchmarks -- certificates</c>.
/// </summary>
public sealed class ShippedCertificateTests
{
    private const int Every = 25;

    // The path to a whole review bends more often than the most nodes of a quadrature can follow: docs/explanations.md has the figures.
    private const int LongestFollowed = 64;
    private const int MostReviews = 8;

    [Theory]
    [InlineData("sentiment", "1", 0.99)]
    [InlineData("sentiment", "3", 0.95)]
    [InlineData("review", "1", 0.95)]
    [InlineData("question", "2", 0.99)]
    [InlineData("topic", "2", 0.99)]
    public async Task OfAsync_DevelopmentTexts_HoldForNearlyAllSentencesAndTheRestSaySo(string name, string version, double least)
    {
        string solution = DataFolder.SolutionFolder(AppContext.BaseDirectory)!, models = Path.Combine(solution, "models");
        string? data = Environment.GetEnvironmentVariable(DataFolder.Variable);
        Assert.SkipUnless(Directory.Exists(data), $"{DataFolder.Variable} names no folder.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(models, name, version)), $"models/{name}/{version} is not shipped here.");
        var cancel = TestContext.Current.CancellationToken;
        using var registry = new ModelRegistry(
            ModelKindRegistration.All, Options.Create(new ModelsOptions { Directory = models }),
            Options.Create(new InferenceOptions()),
            TimeProvider.System,
            NullLogger<ModelRegistry>.Instance);
        await registry.LoadAllAsync(cancel);
        var model = registry.Current.Find<ITextClassifier>(name, version)!;
        var recipe = RecipeRules.File.Load(Path.Combine(solution, "recipes", model.Manifest.Training.Recipe));
        var dev = RecipeData.Read(recipe, data, cancel).Dev;

        var byLength = dev.Where((_, row) => row % Every == 0).Select(row => row.Text)
            .ToLookup(text => model.Encoder.Encode(text).Length > LongestFollowed);
        var survey = await CertificateSurvey.OfAsync(model, byLength[false], TimeProvider.System, cancel);
        var reviews = await CertificateSurvey.OfAsync(model, byLength[true].Take(MostReviews), TimeProvider.System, cancel);

        Assert.Equal(0, survey.Wrong + reviews.Wrong);
        Assert.True(survey.Share >= least, $"{survey.Within} of {survey.Texts} certificates hold.");
    }
}
