using System.CommandLine;
using TextClassify.Training.Baseline;
using TextClassify.Training.Continuation;
using TextClassify.Training.Kinds;
using TextClassify.Training.Loops;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Classifier.Verb;

/// <summary>Classifiers of texts, the first kind: its commands are plain <c>train</c> and <c>package</c>.</summary>
internal sealed class ClassifierKind : ITrainingKind
{
    public string Name => "classifier";

    public Command Train() => TrainCommand.Create(this);

    public Command Package() => new PackageVerb(
        "package",
        """
        Calibrate a run, write its package to OUT/NAME/VERSION and load it once as the service does.

        Example:
          package --run runs/sentiment-1 --runs runs/sentiment-2 runs/sentiment-3 --version 1 --out models
        """)
    {
        TakesOtherRuns = true,
    }.Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = RecipeRules.File.Load(request.Recipe);
        return Prepare(recipe, RecipeData.Read(recipe, request.DataFolder, cancellationToken), request, isOwnData: false);
    }

    public string FindData(RunFolder run, string? option) => TrainedModel.FindData(run, option);

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) =>
        new ClassifierPublication(request, cancellationToken);

    /// <summary>As above, of a recipe that is read already, or made for the user's own file.</summary>
    public static IRunner Prepare(
        Recipe recipe,
        RecipeData data,
        RunRequest request,
        bool isOwnData,
        StartingPackage? from = null,
        RunLimit? limit = null,
        Action<BaselineReport>? onBaseline = null)
    {
        var start = request.Base is null ? null : new BaseFolder(request.Base).Read();
        var prepared = new PreparedClassifier(recipe, data, request.ReadVectors(), start, request.Source, from)
        {
            IsOwnData = isOwnData,
            Limit = limit,
            OnBaseline = onBaseline,
            Lessons = request.Lessons is null ? null : Lessons.Read(request.Lessons),
            LessonsName = Path.GetFileName(request.Lessons),
        };
        return new Runner<ClassifierOptions, ClassifierLine, DevReport>(prepared)
        {
            Name = recipe.Name,
            Notes = [.. data.Notes, ClassifierSentences.Counts(data), .. recipe.Training.Precision.Prepare()],
            Line = (line, _) => ClassifierSentences.Format(line, data.Labels.HasSets ? "micro-F1" : "accuracy"),
            Report = (report, path) => ClassifierSentences.Format(report, data.Labels.Names, path),
        };
    }
}
