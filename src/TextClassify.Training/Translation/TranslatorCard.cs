using System.Text;

namespace TextClassify.Training.Translation;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> of a translator.</summary>
internal static class TranslatorCard
{
    public static string Format(TranslatorOptions options, TranslatorReport report, TranslationFigures figures, int beam, string version)
    {
        var (recipe, invariant) = (options.Recipe, CultureInfo.InvariantCulture);
        string writing = recipe.Writing.Choose is { } form
            ? $"{form.ToString().ToLowerInvariant()}, {recipe.Writing.Copies} writings of each"
            : "as they stand";
        var text = new StringBuilder();
        text.Append(invariant, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            A GRU of {recipe.Net.StateWidth} states in both directions reads, another of {recipe.Net.WriterWidth} writes and looks back by
            general attention (docs/levenshtein.md), {report.Weights:N0} weights, from `recipes/{options.RecipeName}`, seed {options.Seed}.

            | | |
            |---|---|
            | Pairs | {recipe.Source} |
            | Training | {options.TrainPairs:N0} pairs, written {writing}; {report.Updates:N0} steps of {recipe.Training.BatchSize} |
            | Development | {report.Pairs:N0} pairs, {report.Loss:F3} nats a symbol |

            """);
        text.Append(invariant, $"\nOf {figures.Pairs:N0} development pairs, beam {beam}:\n\n");
        text.Append("| right answer among the first | share |\n|---|---:|\n");
        for (int i = 0; i < TranslationFigures.Ranks.Count; i++)
        {
            text.Append(invariant, $"| {TranslationFigures.Ranks[i]} | {figures.Top[i]:P1} |\n");
        }

        if (figures.Valid is { } valid)
        {
            text.Append(invariant, $"\nOf the first candidates {valid:P1} are SMILES.\n");
        }

        text.Append(invariant, $"""

            ## Limits

            - Texts of at most {recipe.MaxSymbols} symbols. A symbol that it was not trained on is read as unknown, and never written.
            - It always answers, whatever it is asked; a score is what the net gives a text, and says little of whether it is right.
            - Where it looked is where it looked, and no proof of why.

            """);
        return text.ToString();
    }

    /// <summary>By the names of <c>model.json</c>.</summary>
    public static SortedDictionary<string, double> Metrics(TranslatorReport report, TranslationFigures figures)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["loss"] = report.Loss,
            ["development_pairs"] = figures.Pairs,
            ["weights"] = report.Weights,
        };
        for (int i = 0; i < TranslationFigures.Ranks.Count; i++)
        {
            metrics[$"top_{TranslationFigures.Ranks[i]}"] = Math.Round(figures.Top[i], 4);
        }

        if (figures.Valid is { } valid)
        {
            metrics["valid"] = Math.Round(valid, 4);
        }

        return metrics;
    }
}
