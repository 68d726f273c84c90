using System.CommandLine;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Language;

/// <summary>Character language models.</summary>
internal sealed class LanguageKind : ITrainingKind
{
    public string Name => "language";

    public Command Train() => new TrainVerb(
        """
        Train a character language model. Killed or stopped, the same command goes on from the last evaluation.

        Example:
          train-language --recipe recipes/lm_char.json --seed 1 --threads 1
        """,
        "A recipe: recipes/lm_*.json.",
        "Seed of weights, order and dropout.")
    {
        ShowsProgress = false,
    }.Create(this);

    public Command Package() => new PackageVerb(
        "package-language",
        """
        Write the package of a language model to OUT/NAME/VERSION and load it once as the service does.

        Example:
          package-language --run runs/language-1 --version 1 --out models
        """).Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = LanguageRecipeRules.File.Load(request.Recipe);
        var notes = recipe.Training.Precision.Prepare();
        var data = LanguageData.Read(recipe, request.DataFolder, cancellationToken);
        return new Runner<LanguageOptions, LanguageLine, LanguageReport>(new PreparedLanguage(recipe, data, request.Source))
        {
            Name = recipe.Name,
            Notes =
            [
                string.Create(
                    CultureInfo.InvariantCulture, $"{data.Train.Count:N0} texts to train on, {data.Dev.Count:N0} to measure on."),
                .. notes,
            ],
            Line = (line, progress) => string.Create(
                CultureInfo.InvariantCulture,
                $"step {line.Step}/{recipe.Training.Steps}: {line.TrainBits:F3} bits a character, development {line.DevBits:F3}, "
                + $"{line.CharactersPerSecond / 1_000:F1}k characters/s, {progress.Remaining:hh\\:mm\\:ss} left"),
            Report = (report, path) =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Development {report.BitsPerCharacter:F3} bits a character over {report.Characters:N0}; {report.Weights:N0} weights; "
                    + $"written to {path}."),
            ],
        };
    }

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) => new LanguagePublication(request);
}
