using System.Globalization;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Inference.Registry;
using TextClassify.Inference.Serving;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Explaining;

namespace TextClassify.Benchmarks.Gradients;

/// <summary>Integrated gradients at their adaptive default over every development text of the shipped models.</summary>
internal static class Certificates
{
    private static readonly string[] Models = ["sentiment", "question", "topic"];

    /// <param name="registry">With the shipped models.</param>
    /// <param name="solution">The working tree.</param>
    /// <param name="every">1 takes every text, 20 each twentieth.</param>
    /// <param name="cancellationToken">Seen between blocks.</param>
    public static async Task<string> MeasureAsync(IModelRegistry registry, string solution, int every, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            "model", "development texts", "within tolerance", "share", "certificate wrong", "rows run, by texts", "p50 ms", "p99 ms");
        foreach (string name in Models)
        {
            if (registry.Current.Find<ITextClassifier>(name, version: null) is not { } model)
            {
                throw new DataException($"The model '{name}' is not loaded.");
            }

            var recipe = RecipeRules.File.Load(Path.Combine(solution, "recipes", model.Manifest.Training.Recipe));
            var dev = RecipeData.Read(recipe, recipe.FindData(option: null), cancellationToken).Dev;
            var texts = dev.Where((_, row) => row % every == 0).Select(row => row.Text);
            var survey = await CertificateSurvey.OfAsync(model, texts, TimeProvider.System, cancellationToken);
            var times = new Samples(survey.Milliseconds);
            table.Add(
                $"{name} {model.Manifest.Version}",
                Text(survey.Texts, "N0"),
                Text(survey.Within, "N0"),
                Text(survey.Share * 100, "F2") + " %",
                Text(survey.Wrong, "N0"),
                string.Join(", ", survey.ByCalls.Select(pair => $"{pair.Key}: {Text(pair.Value, "N0")}")),
                Text(times.Median, "F1"),
                Text(times.Quantile(0.99), "F1"));
        }

        return table.ToString();
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
