namespace TextClassify.Training.Language;

/// <summary>Writes <see cref="ModelManifest.CardFile"/> of a language model.</summary>
internal static class LanguageCard
{
    public static string Format(LanguageOptions options, LanguageReport report, double auroc, string version)
    {
        var (recipe, training) = (options.Recipe, options.Recipe.Training);
        string size = string.Create(CultureInfo.InvariantCulture, $"{training.Steps:N0} steps of {training.Streams} x {training.Window}");
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            A character language model of multi-zone units (docs/models.md), {report.Weights:N0} weights,
            from `recipes/{options.RecipeName}`, seed {options.Seed}.

            | | |
            |---|---|
            | Text | {recipe.Source} |
            | Training | {report.TrainedCharacters:N0} characters read in {size} |
            | Development | {report.BitsPerCharacter:F3} bits a character over {report.Characters:N0} characters, text ends among them |
            | Out of distribution | AUROC {auroc:F3}: beginnings of development texts against {ForeignText.Kinds} |

            ## Limits

            It was trained for a short time and writes English that looks like words more than it says something. It repeats what reviewers
            wrote, their opinions and slurs included: what it writes is no statement of fact. It knows English reviews alone; anything else
            is surprising to it, also good text.

            """);
    }
}
