using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Pretraining;

/// <summary>Makes of a run what <c>train</c> starts from.</summary>
internal static class PackageBaseCommand
{
    private static readonly Option<string> RunOption = CommonOptions.Required("--run", "The run folder of train-base.", "DIR");
    private static readonly Option<string> OutOption =
        CommonOptions.WithDefault("--out", "The folder to write; train looks in models/base.", "models/base", "DIR");

    public static Command Create()
    {
        var command = new Command(
            "package-base",
            """
            Write what classifiers start from.

            Example:
              package-base --run runs/base-1 --out models/base
            """)
        {
            RunOption, OutOption,
        };
        command.SetAction(parsed => Write(parsed, AnsiConsole.Console));
        return command;
    }

    private static void Write(ParseResult parsed, IAnsiConsole console)
    {
        var run = RunFolder.Open(Path.GetFullPath(parsed.GetRequiredValue(RunOption)));
        var folder = new BaseFolder(Path.GetFullPath(parsed.GetRequiredValue(OutOption)));
        var (options, report) = (run.ReadOptions<BaseOptions>(), run.ReadReport<BaseReport>());
        var vocabulary = run.ReadVocabulary(Vocabulary.Read);
        folder.Write(options, report, vocabulary, run.ReadWeights());
        File.WriteAllText(Path.Combine(folder.Path, BaseFolder.CardFile), BaseCard.Format(options, report, vocabulary.Count - 2));
        long bytes = Directory.EnumerateFiles(folder.Path).Sum(path => new FileInfo(path).Length);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder.Path} ({bytes / 1e6:F1} MB)"));
    }
}
