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

    [Theory]
    [InlineData("sentiment")]
    [InlineData("question")]
    [InlineData("topic")]
    public async Task OfAsync_DevelopmentTexts_HoldForNinetyNineInAHundredAndTheRestSaySo(string name)
    {
        string solution = DataFolder.SolutionFolder(AppContext.BaseDirectory)!, models = Path.Combine(solution, "models");
        string? data = Environment.GetEnvironmentVariable(DataFolder.Variable);
        Assert.SkipUnless(Directory.Exists(data), $"{DataFolder.Variable} names no folder.");
        Assert.SkipUnless(Directory.Exists(Path.Combine(models, name)), $"models/{name} is not shipped here.");
        var cancel = TestContext.Current.CancellationToken;
        using var registry = new ModelRegistry(
            ModelKindRegistration.All, Options.Create(new ModelsOptions { Directory = models }),
            Options.Create(new InferenceOptions()),
            TimeProvider.System,
            NullLogger<ModelRegistry>.Instance);
        await registry.LoadAllAsync(cancel);
        var model = registry.Current.Find<ITextClassifier>(name, version: null)!;
        var recipe = RecipeRules.File.Load(Path.Combine(solution, "recipes", model.Manifest.Training.Recipe));
        var dev = RecipeData.Read(recipe, data, cancel).Dev;

        var survey = await CertificateSurvey.OfAsync(
            model, dev.Where((_, row) => row % Every == 0).Select(row => row.Text), TimeProvider.System, cancel);

        Assert.Equal(0, survey.Wrong);
        Assert.True(survey.Share >= 0.99, $"{survey.Within} of {survey.Texts} certificates hold.");
    }
}
