using System.CommandLine;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Cases;

/// <summary>Models of cases that several sources speak of.</summary>
internal sealed class CaseKind : ITrainingKind
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Name => "sources";

    public Command Train() => new TrainVerb(
        """
        Train nodes that read a source of a case each, exchange messages and answer together. Killed, the same command goes on.

        Example:
          train-sources --recipe recipes/case.json --base models/base --seed 1
        """,
        "A recipe: recipes/case.json.",
        "Seed of weights, batches and what is left out.")
    {
        TakesBase = true,
    }.Create(this);

    public Command Package() => new PackageVerb(
        "package-sources",
        """
        Write the package of a model of several sources to OUT/NAME/VERSION and load it once as the service does.

        Example:
          package-sources --run runs/case-1 --version 1 --out models
        """).Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = CaseRecipeRules.File.Load(request.Recipe);
        var data = CaseData.Read(recipe, request.DataFolder, cancellationToken);
        var start = request.Base is null ? null : new BaseFolder(request.Base).Read();
        var prepared = new PreparedCases(recipe, data, start, request.Source);
        string counts = string.Create(
            Invariant,
            $"{prepared.Options.TrainCases:N0} cases to train on, {prepared.Options.DevCases:N0} to choose on, "
            + $"{data.Labels.Count} labels.");
        return new Runner<CaseOptions, CaseLine, CaseReport>(prepared)
        {
            Name = recipe.Name,
            Notes = [counts],
            Line = (line, _) => Format(line),
            Report = (report, path) => Format(recipe, report, path),
        };
    }

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) => new CasePublication(request);

    private static string Format(CaseLine line) => string.Create(
        Invariant,
        $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, accuracy {line.Accuracy:P2}"
        + $"{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s");

    private static IEnumerable<string> Format(CaseRecipe recipe, CaseReport report, string path)
    {
        var figures = report.Figures;
        yield return string.Create(
            Invariant,
            $"Development: merged {figures.Merged:P2}, without messages {figures.Silent:P2}; {report.Messages:0.#} messages a case.");
        for (int source = 0; source < recipe.Sources.Count; source++)
        {
            yield return string.Create(
                Invariant,
                $"{recipe.Sources[source].Name} ({figures.Cases[source]:N0} cases): its own answer {figures.Own[source]:P2}, alone "
                + $"{figures.Alone[source]:P2}, merged without it {figures.Without[source]:P2}.");
        }

        yield return string.Create(
            Invariant, $"Best epoch {report.Epoch}; {report.Weights:N0} weights beside the words'; written to {path}.");
    }
}
