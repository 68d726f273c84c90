using System.CommandLine;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Aspect;

/// <summary>Models of what texts think of their aspects.</summary>
internal sealed class AspectKind : ITrainingKind
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Name => "aspect";

    public Command Train() => new TrainVerb(
        """
        Train a model of what texts think of their aspects. Killed or stopped, the same command goes on where it was.

        Example:
          train-aspect --recipe recipes/aspect.json --base models/base --seed 1 --threads 1
        """,
        "A recipe: recipes/aspect.json.",
        "Seed of weights, batches and dropout.")
    {
        TakesVectors = true,
        TakesBase = true,
    }.Create(this);

    public Command Package() => new PackageVerb(
        "package-aspect",
        """
        Write the package of an aspect model to OUT/NAME/VERSION and load it once as the service does.

        Example:
          package-aspect --run runs/aspect-1 --runs runs/aspect-2 runs/aspect-3 --version 1 --out models
        """)
    {
        TakesOtherRuns = true,
    }.Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = AspectRecipeRules.File.Load(request.Recipe);
        var data = AspectData.Read(recipe, request.DataFolder, cancellationToken);
        var start = request.Base is null ? null : new BaseFolder(request.Base).Read();
        string counts = string.Create(
            Invariant,
            $"{data.Train.Sum(part => part.Texts.Count):N0} texts to train on, {data.Dev.Sum(texts => texts.Count):N0} to choose on; "
            + $"{data.LeftOut} left out of training, being development texts as well.");
        return new Runner<AspectOptions, AspectLine, AspectReport>(
            new PreparedAspects(recipe, data, request.ReadVectors(), start, request.Source))
        {
            Name = recipe.Name,
            Notes = [counts],
            Line = (line, _) => Format(line),
            Report = Format,
        };
    }

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) => new AspectPublication(request);

    private static string Format(AspectLine line)
    {
        string accuracy = string.Join(", ", line.Accuracy.Select(domain => string.Create(Invariant, $"{domain.Key} {domain.Value:P2}")));
        return string.Create(
            Invariant,
            $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, development loss {line.DevLoss:F4}, {accuracy}, spans {line.SpanF1:P2}"
            + $"{(line.Best ? " *" : "")}, {line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s");
    }

    private static IEnumerable<string> Format(AspectReport report, string path) =>
    [
        .. report.Domains.Select(domain => string.Create(
            Invariant,
            $"{domain.Name}: accuracy {domain.Accuracy:P2}, macro-F1 {domain.MacroF1:P2} over {domain.Labels.Count} aspects; "
            + $"spans F1 {domain.Spans.F1:P2}.")),
        string.Create(Invariant, $"Best epoch {report.Epoch}; {report.Weights:N0} weights beside the words'; written to {path}."),
    ];
}
