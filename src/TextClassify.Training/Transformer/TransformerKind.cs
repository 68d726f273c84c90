using System.CommandLine;
using TextClassify.Training.Classifier;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Steps;

namespace TextClassify.Training.Transformer;

/// <summary>
/// MiniLM fine-tuned on a classifier's rows: what a shipped model is held against, and what it learns from. Too large to ship.
/// </summary>
internal sealed class TransformerKind : ITrainingKind
{
    public string Name => "transformer";

    public Command Train() => new TrainVerb(
        """
        Fine-tune MiniLM on a classifier's recipe. Killed or stopped, the same command goes on where it was.

        Example:
          train-transformer --recipe recipes/trec.json --seed 1 --out runs/question-minilm-1
        """,
        "A classifier's recipe: recipes/*.json.",
        "Seed of head, batches and dropout.").Create(this);

    public Command Package() => new PackageVerb(
        "package-transformer",
        """
        Write the package of a fine-tuned MiniLM to OUT/NAME-minilm/VERSION and load it once as the service does.

        Example:
          package-transformer --run runs/question-minilm-1 --out packages
        """).Create(this);

    public IRunner Prepare(RunRequest request, CancellationToken cancellationToken)
    {
        var recipe = RecipeRules.File.Load(request.Recipe);
        var data = RecipeData.Read(recipe, request.DataFolder, cancellationToken);
        return new Runner<TransformerOptions, ClassifierLine, DevReport>(
            new PreparedTransformer(recipe, data, request, MiniLmExport.DefaultPath))
        {
            Name = recipe.Name + TransformerPublication.Suffix,
            Notes =
            [
                .. data.Notes,
                ClassifierSentences.Counts(data),
                .. recipe.Transformer.Precision.Prepare(),
            ],
            Line = (line, _) => ClassifierSentences.Format(line, "accuracy"),
            Report = (report, path) => ClassifierSentences.Format(report, data.Labels.Names, path),
        };
    }

    public IPublication Publication(PublishRequest request, CancellationToken cancellationToken) =>
        new TransformerPublication(request, cancellationToken);
}
