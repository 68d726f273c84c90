using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Behaviour;
using TextClassify.Training.Cases.Comparing;
using TextClassify.Training.Commands;
using TextClassify.Training.Communication.Curves;
using TextClassify.Training.Import;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Shrinking;
using TextClassify.Training.Teaching;
using TextClassify.Training.Terminal;

// The shell's code for a program that Ctrl+C stopped.
const int Interrupted = 130;

var root = new RootCommand("Trains, measures and packages the models that TextClassify serves.")
{
    VectorsCommand.Create(), LessonsCommand.Create(), TeachCommand.Create(), AugmentCommand.Create(),
};
foreach (var kind in TrainingKinds.All)
{
    root.Add(kind.Train());
    root.Add(kind.Package());
}

foreach (var command in (Command[])
[
    EvaluateCommand.Create(), ExportCommand.Create(), AblateCommand.Create(), MapCommand.Create(), ExplainReportCommand.Create(),
    ImportCommand.Create(), CompareCommand.Create(), CompareLanguageCommand.Create(), DrawCurvesCommand.Create(),
    OodReportCommand.Create(), BehaveCommand.Create(), ShrinkCommand.Create(), TrainSensorsCommand.Create(), CompareSensorsCommand.Create(),
    CompareSourcesCommand.Create(), DrawStagesCommand.Create(),
    EvaluatePairsCommand.Create(),
])
{
    root.Add(command);
}

// What a user can mend is one sentence and exit code 1; anything else is a bug and keeps its stack trace.
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception exception) when (UserFault.Sentence(exception) is { } sentence)
{
    return Fail(sentence);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped. A stopped training goes on with the same command.");
    return Interrupted;
}

static int Fail(string message)
{
    AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }).MarkupLineInterpolated($"[red]{message}[/]");
    return 1;
}
