using Spectre.Console;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Kinds;
using TextClassify.Training.LabelErrors;
using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Classifier;

/// <summary>What is done with the user's own rows when the run is finished.</summary>
/// <param name="run">Gets the files.</param>
/// <param name="data">All rows.</param>
internal sealed class OwnRows(RunFolder run, RecipeData data)
{
    private readonly LabelledText[] _rows = [.. data.Train, .. data.Dev];

    /// <summary>Trains on parts of the rows and tells what was reached on the others.</summary>
    /// <param name="console">Is told.</param>
    /// <param name="recipe">Before it was fitted to all rows.</param>
    /// <param name="choices">What the user says of the run.</param>
    /// <param name="request">Of the run.</param>
    /// <param name="count">Parts.</param>
    /// <param name="cancellationToken">Ends the trainings.</param>
    public void Cross(
        IAnsiConsole console, Recipe recipe, OwnDataChoices choices, RunRequest request, int count, CancellationToken cancellationToken)
    {
        var start = request.Base is null ? null : new BaseFolder(request.Base).Read();
        int number = 0;
        var report = TrainingDisplay.Run(console, TimeProvider.System, showsProgress: true, watch =>
        {
            var training = new FoldTraining(recipe, choices, _rows, data.Labels, start, request.Source, TimeProvider.System)
            {
                OnProgress = watch.OnProgress,
            };
            return FoldMeasurement.Run(
                run,
                _rows,
                count,
                data.Labels.HasSets ? LabelSet.RarestOf(_rows) : null,
                training.Run,
                fold => console.WriteLine(FoldText.Progress(fold, ++number, count)),
                cancellationToken);
        });
        console.WriteLine(FoldText.Sentence(report));
    }

    /// <summary>Looks for wrong labels, where a row has one and there is time, and says what it found.</summary>
    public string Search(RunLimit? limit, CancellationToken cancellationToken)
    {
        if (data.Labels.HasSets)
        {
            return $"{LabelErrorFile.Name} is of rows with one label; rows that may have several are not searched for wrong ones.";
        }

        if (limit is { AllowsSearch: false })
        {
            return $"There is no time to look for wrong labels, so there is no {LabelErrorFile.Name}.";
        }

        // A package that is gone on with may have labels that no row has.
        var labels = Labels.Of(_rows);
        return LabelErrorSearch.Write(
            run, _rows, labels, (fitted, held, _) => OwnData.Judge(_rows, labels.Names, fitted, held), cancellationToken);
    }
}
