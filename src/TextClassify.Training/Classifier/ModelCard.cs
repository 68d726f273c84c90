using System.Text;
using TextClassify.Training.Packaging;
using TextClassify.Training.Sources;

namespace TextClassify.Training.Classifier;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> (after Mitchell et al. 2019): what to know before using the model.</summary>
internal static class ModelCard
{
    public static string Format(TrainedModel model, string version, IReadOnlyList<IRunFigures> runs)
    {
        var shipped = runs[0];
        var (options, recipe, net) = (model.Options, model.Recipe, model.Recipe.Net);
        bool setsAside = recipe.Sources.Count == 0 ? recipe.Dev is null : recipe.Sources.Any(source => source.Use is SourceUse.Both);
        string origin = setsAside ? ", set aside from the training rows by a fixed seed" : "";
        var text = new StringBuilder();
        string trained = string.Create(
            CultureInfo.InvariantCulture,
            $"Trained on {options.TrainRows} rows (`{options.RecipeName}`, seed {options.Seed}, commit {options.Commit})");
        text.Append(CultureInfo.InvariantCulture, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            {Warning(recipe)}## Model

            A CRNN (`docs/models.md`): {(net.Cell is CellKind.Lstm ? "LSTM" : "GRU")} in both directions with {net.StateWidth} states each
            over {net.EmbeddingWidth}-wide embeddings of {model.Vocabulary.Count} words ({(recipe.ByteTable ? "in bytes" : "half precision")}), {Tensor(net)} to {net.WordWidth}
            units, {net.Aspects} rows of word weights from convolutions of {string.Join(", ", net.Windows)} tokens. It reads the first
            {recipe.MaxTokens} tokens of a text. Every logit is the bias plus the sum of the tokens' evidence, to float precision.

            ## Data

            {recipe.Source}

            {Vectors(options)}{Base(options)}{Lessons(options)}{From(options)}{Shrunk(options)}{trained}; measured on {shipped.Calibration.Rows} development rows{origin}.
            Epoch, temperature and design were chosen on these development rows, so the figures below lean to the good side; held-out
            test rows were not read.

            ## Licence

            The code is MIT. The data keep the licences of their publishers, and most allow research only; whether a model trained on
            them may be used in your product is yours to clear.

            ## Figures on development rows


            """);

        if (shipped is SetFigures sets)
        {
            SetTables.AppendFigures(text, [.. runs.Cast<SetFigures>()]);
            text.Append(CultureInfo.InvariantCulture, $"\n{string.Join('\n', shipped.Notes(model.Labels))}\n");
            SetTables.AppendLabels(text, model.Labels, sets);
        }
        else
        {
            DevFigures[] exclusive = [.. runs.Cast<DevFigures>()];
            CardTables.AppendFigures(text, exclusive, run => run.Seed, CardTables.Figures<DevFigures>("", run => run));
            text.Append(CultureInfo.InvariantCulture, $"\n{string.Join('\n', shipped.Notes(model.Labels))}\n");
            CardTables.AppendClasses(
                text, "Rows are the true labels, columns the predicted.", model.Labels, exclusive[0].Matrix);
        }

        text.Append(CultureInfo.InvariantCulture, $"""

            ## Intended use

            Texts like the training data: same language, same kind of text, same labels. Trying out the service, comparing explanations,
            and as a pattern for models trained on your own rows.

            ## Limits

            - {Limit(shipped, model.Labels.Count)}
            - {CardTables.Scores(shipped.Calibration)} on other texts they are usually too sure.
            - Words it never saw share one embedding (names, slang, other languages); irony and knowledge of the world are beyond it.
            - It repeats the opinions and mistakes of the people who wrote and labelled the data. Not for decisions about people.

            """);
        return text.ToString();
    }

    private static string Limit(IRunFigures figures, int labels) => figures.Thresholds is null
        ? $"It gives one of {labels} labels to every text, also to one that fits none; look at the score, and at drift."
        : $"It scores each of {labels} labels on its own and knows nothing of which go together but what the text says.";

    private static string Warning(Recipe recipe) => recipe.Warning is { } warning ? $"**Content warning.** {warning}\n\n" : "";

    private static string Vectors(ClassifierOptions options) => options.Vectors is { } file
        ? $"The embedding table started from the word vectors `{file}` (the `vectors` command; `docs/models.md` says on which texts), "
            + "so their data count too.\n"
        : "";

    private static string Base(ClassifierOptions options) => options.Base is { } label
        ? $"Table and, where its shape is the same, net started from the base ({label}), which was distilled from all-MiniLM-L6-v2 "
            + "(Reimers and Gurevych 2019; Apache-2.0); `models/base/card.md` says on which texts, and their data count too.\n"
        : "";

    private static string Shrunk(ClassifierOptions options) => options.Shrunk is { } label
        ? $"It is the net of {label}, its table rounded to bytes and measured anew.\n"
        : "";

    private static string Lessons(ClassifierOptions options) => options.Lessons is { } file
        ? $"It also learned what teachers said of the texts (`{file}`, by the `teach` command), whose own data and licences count too.\n"
        : "";

    private static string From(ClassifierOptions options) => options.From is { } package
        ? $"It goes on from {package}, whose data count too.\n"
        : "";

    private static string Tensor(CrnnOptions net) => net.Tensor is TensorKind.Full
        ? "a full neural tensor layer"
        : string.Create(CultureInfo.InvariantCulture, $"a neural tensor layer of rank {net.TensorRank}");
}
