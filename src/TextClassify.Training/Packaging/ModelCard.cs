using System.Globalization;
using System.Text;
using TextClassify.Models;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Packaging;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> (after Mitchell et al. 2019): what a person must know before using the model.</summary>
internal static class ModelCard
{
    /// <param name="model">The shipped run.</param>
    /// <param name="version">The package's version.</param>
    /// <param name="shipped">Its figures.</param>
    /// <param name="runs">Figures of all seeds, the shipped one included.</param>
    public static string Format(TrainedModel model, string version, DevFigures shipped, IReadOnlyList<DevFigures> runs)
    {
        var recipe = model.Recipe;
        var net = recipe.Net;
        var text = new StringBuilder();

        text.Append(CultureInfo.InvariantCulture, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            {Warning(recipe)}## Model

            A CRNN (`docs/models.md`): {(net.Cell is CellKind.Lstm ? "LSTM" : "GRU")} in both directions with {net.StateWidth} states each over
            {net.EmbeddingWidth}-wide embeddings of {model.Vocabulary.Count} words (half precision), {Tensor(net)} to {net.WordWidth} units, {net.Aspects} rows of
            word weights from convolutions of {string.Join(", ", net.Windows)} tokens. It reads the first {recipe.MaxTokens} tokens of a text. Every logit is
            the bias plus the sum of the tokens' evidence, to float precision.

            ## Data

            {recipe.Source}

            {Vectors(model)}Trained on {model.TrainRows} rows (`{model.RecipeName}`, seed {model.Seed}, commit {model.Commit}); measured on {shipped.Matrix.Rows} development rows{(recipe.Dev is null ? ", set aside from the training rows by a fixed seed" : "")}.
            Epoch, temperature and design were chosen on these development rows, so the figures below lean to the good side; held-out
            test rows were not read.

            ## Licence

            The code is MIT. The data keep the licences of their publishers, and most allow research only; whether a model trained on
            them may be used in your product is yours to clear.

            ## Figures on development rows


            """);

        AppendFigures(text, shipped, runs);
        text.Append(CultureInfo.InvariantCulture, $"\n{string.Join('\n', shipped.Notes(model.Labels))}\n");
        AppendClasses(text, model.Labels, shipped.Matrix);
        text.Append(CultureInfo.InvariantCulture, $"""

            ## Intended use

            Texts like the training data: same language, same kind of text, same labels. Trying out the service, comparing explanations,
            and as a pattern for models trained on your own rows.

            ## Limits

            - It gives one of {model.Labels.Count} labels to every text, also to one that fits none; look at the score, and at drift.
            - {Scores(shipped.Calibration)} on other texts they are usually too sure.
            - Words it never saw share one embedding (names, slang, other languages); irony and knowledge of the world are beyond it.
            - It repeats the opinions and mistakes of the people who wrote and labelled the data. Not for decisions about people.

            """);
        return text.ToString();
    }

    private static void AppendFigures(StringBuilder text, DevFigures shipped, IReadOnlyList<DevFigures> runs)
    {
        var ci = CultureInfo.InvariantCulture;
        string seeds = string.Join(", ", runs.Select(run => run.Seed.ToString(ci)));
        text.Append(ci, $"| figure | this model | mean of seeds {seeds} | standard deviation |\n|---|---:|---:|---:|\n");
        Row("accuracy", run => run.Matrix.Accuracy);
        Row("macro F1", run => run.Matrix.MacroF1);
        Row("calibration error (ECE, 15 bins), before temperature", run => run.CalibrationErrorBefore);
        Row("calibration error after temperature", run => run.CalibrationErrorAfter);
        Row("loss (nats), before temperature", run => run.LossBefore);
        Row("loss after temperature", run => run.LossAfter);
        Row("temperature", run => run.Temperature);

        void Row(string name, Func<DevFigures, double> figure)
        {
            var spread = SeedSpread.Of([.. runs.Select(figure)]);
            string deviation = runs.Count > 1 ? spread.Deviation.ToString("F4", ci) : "one run";
            text.Append(ci, $"| {name} | {figure(shipped):F4} | {spread.Mean:F4} | {deviation} |\n");
        }
    }

    private static void AppendClasses(StringBuilder text, IReadOnlyList<string> labels, ConfusionMatrix matrix)
    {
        var ci = CultureInfo.InvariantCulture;
        string[] names = [.. labels.Select(label => label.Replace("|", "\\|", StringComparison.Ordinal))];
        text.Append("\nRows are the true labels, columns the predicted.\n\n");
        text.Append(ci, $"| | {string.Join(" | ", names)} | precision | recall | F1 |\n|---|{string.Concat(Enumerable.Repeat("---:|", labels.Count + 3))}\n");
        for (int label = 0; label < labels.Count; label++)
        {
            string counts = string.Join(" | ", Enumerable.Range(0, labels.Count).Select(predicted => matrix[label, predicted].ToString(ci)));
            text.Append(ci, $"| **{names[label]}** | {counts} | {matrix.Precision(label):F3} | {matrix.Recall(label):F3} | {matrix.F1(label):F3} |\n");
        }
    }

    /// <summary>Begins the sentence on how sure a score is.</summary>
    internal static string Scores(Calibration calibration) => calibration.IsDetermined
        ? "Scores are calibrated for the development texts;"
        : "Scores are the net's own, as the development texts determine no temperature;";

    private static string Warning(Recipe recipe) => recipe.Warning is { } warning ? $"**Content warning.** {warning}\n\n" : "";

    private static string Vectors(TrainedModel model) => model.Vectors is { } file
        ? $"The embedding table started from the word vectors `{file}` (the `vectors` command; `docs/models.md` says on which texts), so their data count too.\n"
        : "";

    private static string Tensor(CrnnOptions net) =>
        net.Tensor is TensorKind.Full ? "a full neural tensor layer" : $"a neural tensor layer of rank {net.TensorRank.ToString(CultureInfo.InvariantCulture)}";
}
