using System.CommandLine;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Pretraining;

/// <summary>What classifiers start from: no model that the service loads, but trained as the models are.</summary>
internal sealed class BaseKind : ITrainingKind
{
    public string Name => "base";

    public Command Train() => new TrainVerb(
        """
        Distil a base from what the teacher said of words and texts. Killed or stopped, the same command goes on where it was.

        Example:
          lessons --recipe recipes/base.json --out runs/lessons
          train-base --recipe recipes/base.json --vectors runs/lessons/vectors.bin --seed 1
        """,
        "A recipe: recipes/base.json.",
        "Seed of weights, batches and dropout.")
    {
        TakesVectors = true,
    }.Create(this);

    public Command Package() => PackageBaseCommand.Create();

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = BaseRecipeRules.File.Load(request.Recipe);
        var vectors = request.ReadVectors() ?? throw new DataException("A base needs --vectors, which the lessons command writes.");
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(request.Vectors!))!, LessonsCommand.LessonsFile);
        var lessons = Pretraining.Lessons.Read(path).All;
        return new Runner<BaseOptions, BaseLine, BaseReport>(new PreparedBase(recipe, vectors, lessons, request.Source))
        {
            Name = recipe.Name,
            Notes = [string.Create(CultureInfo.InvariantCulture, $"{lessons.Count:N0} texts, {vectors.Count:N0} words.")],
            Line = (line, _) => string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {line.Epoch}: loss {line.TrainLoss:F4}, cosine {line.Cosine:F4}{(line.Best ? " *" : "")}, "
                + $"{line.TokensPerSecond / 1_000:F1}k tokens/s, {line.Seconds:F0} s"),
            Report = (report, folder) =>
            [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Cosine {report.Cosine:F4} with the teacher over {report.Texts:N0} development texts; written to {folder}."),
            ],
        };
    }

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) =>
        throw new DataException("A base is no model that the service loads; package-base writes it.");
}
