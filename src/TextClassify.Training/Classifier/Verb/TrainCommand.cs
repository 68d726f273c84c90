using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Baseline;
using TextClassify.Training.Development;
using TextClassify.Training.Kinds;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Classifier.Verb;

/// <summary>Trains a classifier from a recipe or from the user's own file.</summary>
internal static class TrainCommand
{
    public static Command Create(ITrainingKind kind)
    {
        var command = new Command(
            "train",
            """
            Train a classifier. Killed or stopped, the same command goes on where it was.

            Examples:
              train --recipe recipes/sst2.json --vectors runs/vectors.bin --seed 1
              train --csv tickets.csv --text body --label team --name tickets --publish models
              train --csv tickets.csv --text body --label billing,shipping,urgent --name tags --publish models
              train --csv new.csv --text body --label team --from models/tickets/1
            """);
        TrainArguments.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Supervision.RunAsync(
            parsed, progress => TrainAsync(parsed, kind, AnsiConsole.Console, progress, cancellationToken)));
        return command;
    }

    private static async Task TrainAsync(
        ParseResult parsed, ITrainingKind kind, IAnsiConsole console, ProgressFile progress, CancellationToken cancellationToken)
    {
        progress.Tell(ProgressLine.Reading);
        bool isOwnData = parsed.GetValue(TrainArguments.Recipe) is null;
        var limit = TrainChoices.LimitOf(parsed);
        var from = await TrainChoices.FromAsync(parsed, cancellationToken);
        var (recipe, path) = TrainChoices.Source(parsed, from);
        string folder = recipe.FindData(parsed.GetValue(TrainArguments.Data));
        var request = new RunRequest(
            path,
            folder,
            parsed.GetValue(TrainArguments.Vectors),
            parsed.GetValue(TrainArguments.Seed),
            parsed.GetValue(TrainArguments.Threads))
        {
            Base = TrainChoices.BaseOf(parsed),
            Lessons = parsed.GetValue(TrainArguments.Lessons),
        };
        string version = TrainChoices.VersionOf(parsed, recipe.Name, from);
        var run = TrainVerb.FolderOf(
            parsed.GetValue(TrainArguments.Out), from is null ? recipe.Name : $"{recipe.Name}-{version}", request.Seed);

        // Told before the training, not after it.
        var publish = TrainChoices.Publish(parsed, run, folder, version);
        publish?.ThrowIfUnusable(recipe.Name);

        Directory.CreateDirectory(run.Path);
        var data = RecipeData.Read(recipe, folder, cancellationToken);
        data = from is null ? data : OwnData.GoOn(data, from);
        progress.Tell(new ProgressLine { Rows = data.Train.Count, DevelopmentRows = data.Dev.Count, Labels = data.Labels.Count });
        BadRowReport.Write(console, data.BadRows);
        var choices = new OwnDataChoices(
            parsed.GetValue(TrainArguments.Epochs), parsed.GetValue(TrainArguments.Quick), parsed.GetValue(TrainArguments.Weights));
        var fitted = isOwnData ? OwnData.Fit(recipe, data, choices) : recipe;
        var runner = ClassifierKind.Prepare(fitted, data, request, isOwnData, from, limit, baseline => progress.Tell(Of(baseline)));
        progress.Tell(ProgressLine.Training);
        TrainVerb.Train(console, runner, run, request.Threads, showsProgress: true, progress, cancellationToken);
        var reached = run.ReadReport<DevReport>();
        progress.Tell(new ProgressLine
        {
            Accuracy = reached.Accuracy,
            MacroF1 = reached.MacroF1,
            BaselineAccuracy = reached.Baseline?.Accuracy,
            BaselineMacroF1 = reached.Baseline?.MacroF1,
        });
        if (isOwnData)
        {
            var own = new OwnRows(run, data);
            if (TrainChoices.FoldsOf(parsed, data) is > 0 and var folds)
            {
                progress.Tell(ProgressLine.Folding);
                own.Cross(console, recipe, choices, request, folds, cancellationToken);
            }

            progress.Tell(ProgressLine.Checking);
            console.WriteLine(own.Search(limit, cancellationToken));
        }

        if (publish is not null)
        {
            progress.Tell(ProgressLine.Packaging);
            var publication = kind.Publication(publish, cancellationToken);
            var package = await Publisher.PublishAsync(publication, publish, TimeProvider.System, cancellationToken);
            console.WriteLine(package.Format());
            bool takesMaps = isOwnData && !parsed.GetValue(TrainArguments.NoMaps) && limit is not { AllowsMaps: false };
            if (takesMaps)
            {
                progress.Tell(ProgressLine.Mapping);
            }

            await new FinishedPackage(package, run, data.Dev) { TakesMaps = takesMaps }.TellAsync(console, cancellationToken);
        }

        if (limit is not null)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"It took {(limit.Whole - limit.Left).TotalSeconds:F0} s of {limit.Whole.TotalSeconds:F0} s."));
        }

        progress.Tell(ProgressLine.Done);
    }

    private static ProgressLine Of(BaselineReport baseline) =>
        new() { BaselineAccuracy = baseline.Accuracy, BaselineMacroF1 = baseline.MacroF1 };
}
