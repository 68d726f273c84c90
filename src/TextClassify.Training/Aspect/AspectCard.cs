using System.Globalization;
using System.Text;
using TextClassify.Models;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Aspect;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> of an aspect model (after Mitchell et al. 2019).</summary>
internal static class AspectCard
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <param name="options">The shipped run's.</param>
    /// <param name="report">Its own.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="words">Rows of the vocabulary.</param>
    /// <param name="shipped">Figures of the shipped graphs.</param>
    /// <param name="runs">Figures of all seeds, the shipped one included.</param>
    public static string Format(
        AspectOptions options, AspectReport report, string version, int words, AspectFigures shipped, IReadOnlyList<AspectFigures> runs)
    {
        var (recipe, net, zones) = (options.Recipe, options.Recipe.Net, options.Recipe.Net.Zones);
        var text = new StringBuilder();
        text.Append(Invariant, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            ## Model

            Multi-zone units (`docs/models.md`) in both directions, {net.StateWidth} states each, {zones.Count} zones of {zones.Width} composed to {zones.Composed} by
            {zones.Composition.ToString().ToLowerInvariant()}, over {net.EmbeddingWidth}-wide embeddings of {words} words (half precision); {report.Weights:N0} weights beside those. A text
            is read once, whatever is asked about it. For an aspect every token gets a weight and says something; every logit is the bias plus the sum of the
            tokens' evidence, to float precision. Tags on the same states propose aspects when none are given. It reads the first {recipe.MaxTokens} tokens of a text.

            ## Data

            {recipe.Source}

            {(options.Vectors is { } vectors ? $"The embedding table started from the word vectors `{vectors}` (`recipes/README.md` says of which texts), so their data count too.\n" : "")}Trained on {options.TrainAspects} labels of {options.TrainTexts} texts (`{options.RecipeName}`, seed {options.Seed}, commit {options.Commit}); measured on {shipped.Pooled.Matrix.Rows} aspects of {options.DevTexts}
            development texts. Where a set brings no development texts, a seeded tenth of its training texts is set aside, whole texts with all of their aspects;
            {options.LeftOut} training texts that have the words of a development text were left out. Epoch, temperature and design were chosen on these
            development texts, so the figures below lean to the good side; held-out test texts were not read.

            ## Licence

            The code is MIT. The data keep the licences of their publishers, and most allow research only; whether a model trained on
            them may be used in your product is yours to clear.

            ## Figures on development texts


            """);
        AppendFigures(text, shipped, runs);
        for (int domain = 0; domain < shipped.Domains.Count; domain++)
        {
            AppendClasses(text, shipped.Domains[domain]);
        }

        text.Append(Invariant, $"""

            {string.Join('\n', shipped.Pooled.Notes(AspectRecipe.Labels))}
            A found span counts when both of its ends are as people marked them; texts of the sets name aspects that nobody marked, which count as wrong.

            ## Intended use

            Reviews like the training data: English, of restaurants or laptops, a sentence or a few. Trying out the service, comparing explanations, and as a
            pattern for models trained on your own rows.

            ## Limits

            - It gives one of 3 labels to every aspect, also to one that nothing was said of; look at the score.
            - {ModelCard.Scores(shipped.Pooled.Calibration)} on other texts they are usually too sure.
            - Aspects it proposes are those of restaurants and laptops: food, service, batteries. In other fields give the aspects yourself and check.
            - Irony, comparisons and knowledge of the world are beyond it, and mixed opinions on one aspect were left out of the data.
            - It repeats the opinions and mistakes of the people who wrote and labelled the data. Not for decisions about people.

            """);
        return text.ToString();
    }

    private static void AppendFigures(StringBuilder text, AspectFigures shipped, IReadOnlyList<AspectFigures> runs)
    {
        string seeds = string.Join(", ", runs.Select(run => run.Pooled.Seed.ToString(Invariant)));
        text.Append(Invariant, $"| figure | this model | mean of seeds {seeds} | standard deviation |\n|---|---:|---:|---:|\n");
        for (int i = 0; i < shipped.Domains.Count; i++)
        {
            int domain = i;
            string name = string.Create(Invariant, $"{shipped.Domains[domain].Name} ({shipped.Domains[domain].Labels.Count} aspects)");
            Row($"{name}: accuracy", run => run.Domains[domain].Accuracy);
            Row($"{name}: macro F1", run => run.Domains[domain].MacroF1);
            Row($"{name}: F1 of found spans", run => run.Domains[domain].Spans.F1);
            Row($"{name}: calibration error after temperature", run => run.CalibrationError(domain));
        }

        Row("all: accuracy", run => run.Pooled.Matrix.Accuracy);
        Row("all: macro F1", run => run.Pooled.Matrix.MacroF1);
        Row("all: calibration error (ECE, 15 bins), before temperature", run => run.Pooled.CalibrationErrorBefore);
        Row("all: calibration error after temperature", run => run.Pooled.CalibrationErrorAfter);
        Row("all: loss (nats), before temperature", run => run.Pooled.LossBefore);
        Row("all: loss after temperature", run => run.Pooled.LossAfter);
        Row("temperature", run => run.Pooled.Temperature);

        void Row(string name, Func<AspectFigures, double> figure)
        {
            var spread = SeedSpread.Of([.. runs.Select(figure)]);
            string deviation = runs.Count > 1 ? spread.Deviation.ToString("F4", Invariant) : "one run";
            text.Append(Invariant, $"| {name} | {figure(shipped):F4} | {spread.Mean:F4} | {deviation} |\n");
        }
    }

    private static void AppendClasses(StringBuilder text, DomainReport domain)
    {
        var labels = AspectRecipe.Labels;
        var matrix = new ConfusionMatrix(AspectPredictor.Pool([domain]));
        string note = MeasuredClasses.Note(matrix, labels) is { } missing ? $" {missing}" : "";
        text.Append(Invariant, $"\n{domain.Name}: rows are the true labels, columns the predicted.{note}\n\n| | {string.Join(" | ", labels)} | precision | recall | F1 |\n|---|---:|---:|---:|---:|---:|---:|\n");
        for (int label = 0; label < labels.Count; label++)
        {
            string counts = string.Join(" | ", Enumerable.Range(0, labels.Count).Select(predicted => matrix[label, predicted].ToString(Invariant)));
            text.Append(Invariant, $"| **{labels[label]}** | {counts} | {matrix.Precision(label):F3} | {matrix.Recall(label):F3} | {matrix.F1(label):F3} |\n");
        }
    }
}
