using System.Text;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Cases;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> of a model of several sources (after Mitchell et al. 2019).</summary>
internal static class CaseCard
{
    private const int Digits = 6;

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public static string Format(CaseOptions options, CaseReport report, string version, int words, DevFigures figures)
    {
        var (recipe, net) = (options.Recipe, options.Recipe.Net);
        string start = options.Base is { } what
            ? $"the vectors of the base ({what}) for {options.VectorRows} of its words"
            : "random numbers";
        string sources = string.Join(", ", recipe.Sources.Select(source => $"{source.Name} (the first {source.MaxTokens} tokens)"));
        var text = new StringBuilder();
        text.Append(Invariant, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            ## Model

            A node a source (`docs/sources.md`): {sources}.
            Nodes share their weights. Each reads its text in both directions ({net.StateWidth} states each, GRU), then sends its state's
            message of {net.MessageWidth} numbers to the others in {net.Rounds} rounds. Over {net.EmbeddingWidth}-wide embeddings of {words} words
            (half precision, from {start}); {report.Weights:N0} weights beside those. A logit is the bias plus the shares of the sources, and a
            source's share that of its tokens. A plain text is read as the source {recipe.TextSource}.

            ## Data

            {recipe.Source}

            Trained on {options.TrainCases} cases (`{options.RecipeName}`, seed {options.Seed}, commit {options.Commit}); measured on
            {options.DevCases} cases set aside. Epoch and temperature were chosen on these, so the figures lean to the good side; held-out test
            texts were not read. Labels: {string.Join(", ", options.Labels)}.

            ## Licence

            The code is MIT. The data keep the licence of their publishers; whether a model trained on them may be used in your product is
            yours to clear.

            ## Figures on development cases

            One seed. Share of right answers:

            | answer | cases | right |
            |---|---:|---:|
            | merged | {options.DevCases} | {report.Figures.Merged:P1} |
            | merged, no message sent | {options.DevCases} | {report.Figures.Silent:P1} |

            """);
        for (int source = 0; source < recipe.Sources.Count; source++)
        {
            string name = recipe.Sources[source].Name;
            text.Append(Invariant, $"| {name}, what its node says on its own with what it heard | {report.Figures.Cases[source]} ");
            text.Append(Invariant, $"| {report.Figures.Own[source]:P1} |\n");
            text.Append(Invariant, $"| {name}, alone | {report.Figures.Cases[source]} | {report.Figures.Alone[source]:P1} |\n");
            text.Append(Invariant, $"| merged without {name}, where there is another |  | {report.Figures.Without[source]:P1} |\n");
        }

        text.Append(Invariant, $"""

            Mean of {report.Messages:0.#} messages a case. {string.Join(' ', figures.Notes(options.Labels))}

            ## Intended use

            To try out answers from several sources: what each says, what is lost with it, and who told whom. A pattern for models of your own
            cases.

            ## Limits

            - English of newsgroups of 1993; it gives one of its {options.Labels.Count} labels to every case. Look at the score.
            - {CardTables.Scores(figures.Calibration)} on other texts they are usually too sure.
            - Shares are exact about the readout alone: what a node heard is in its states.
            - States and messages are no promise of privacy: what a text says can partly be read back from them.

            """);
        return text.ToString();
    }

    /// <summary>By the names of <c>model.json</c>.</summary>
    public static SortedDictionary<string, double> Metrics(CaseOptions options, CaseReport report, DevFigures figures)
    {
        var metrics = Evaluation.Metrics.Of([figures]);
        metrics["accuracy_silent"] = Math.Round(report.Figures.Silent, Digits);
        for (int source = 0; source < options.Recipe.Sources.Count; source++)
        {
            string name = options.Recipe.Sources[source].Name;
            metrics[$"accuracy_alone_{name}"] = report.Figures.Alone[source];
            metrics[$"accuracy_without_{name}"] = report.Figures.Without[source];
        }

        return metrics;
    }
}
