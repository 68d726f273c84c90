using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Import;

/// <summary>A transformer that an exporter wrote becomes a model package that the service loads.</summary>
internal static class ImportCommand
{
    private static readonly Option<string> FromOption = new("--from")
    {
        Description = "The folder of the export: model.onnx, config.json, and tokenizer.json, vocab.txt or vocab.json with merges.txt.",
        Required = true,
        HelpName = "DIR",
    };

    private static readonly Option<string> NameOption = new("--name") { Description = "The package's name.", Required = true };
    private static readonly Option<string> VersionOption = new("--version")
    {
        Description = "The package's version.",
        DefaultValueFactory = _ => "1",
    };

    private static readonly Option<string?> GoldenOption = new("--golden")
    {
        Description = "A text a line, whose scores travel with the package and must come out again before it serves; else a few made up.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> CalibrateOption = new("--calibrate")
    {
        Description = "Labelled rows that the temperature is fitted on: .csv, .tsv or .jsonl, plain or gzip.",
        HelpName = "FILE",
    };

    private static readonly Option<string> TextOption = new("--text")
    {
        Description = "Column or property of the text, with --calibrate.",
        DefaultValueFactory = _ => "text",
    };

    private static readonly Option<string> LabelOption = new("--label")
    {
        Description = "Column or property of the label, with --calibrate.",
        DefaultValueFactory = _ => "label",
    };

    private static readonly Option<string> ModelsOption = new("--models")
    {
        Description = "The folder of all packages.",
        DefaultValueFactory = _ => "models",
        HelpName = "DIR",
    };

    private static readonly Option<bool> ReplaceOption = new("--replace")
    {
        Description = "Replace a package of the same name and version.",
    };

    public static Command Create()
    {
        var command = new Command(
            "import",
            """
            Make a package of a text classifier that Hugging Face's exporters wrote (BERT, DistilBERT, RoBERTa, MiniLM)
            and load it once as the service does.

            Example:
              optimum-cli export onnx --model ORGANISATION/MODEL --task text-classification export
              import --from export --name tickets --calibrate labelled.csv --text body --label team
            """)
        {
            FromOption, NameOption, VersionOption, GoldenOption, CalibrateOption, TextOption, LabelOption, ModelsOption, ReplaceOption,
        };
        command.SetAction((parsed, cancellationToken) => ImportAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task ImportAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var request = new ImportRequest
        {
            From = Path.GetFullPath(parsed.GetRequiredValue(FromOption)),
            Name = parsed.GetRequiredValue(NameOption),
            Version = parsed.GetRequiredValue(VersionOption),
            Golden = parsed.GetValue(GoldenOption),
            Calibrate = parsed.GetValue(CalibrateOption),
            TextColumn = parsed.GetRequiredValue(TextOption),
            LabelColumn = parsed.GetRequiredValue(LabelOption),
            OutFolder = Path.GetFullPath(parsed.GetRequiredValue(ModelsOption)),
            Replace = parsed.GetValue(ReplaceOption),
        };
        var package = await Publisher.PublishAsync(new ImportPublication(request), request, TimeProvider.System, cancellationToken);
        await console.Profile.Out.Writer.WriteLineAsync(Format(package).AsMemory(), cancellationToken);
    }

    private static string Format(PublishedPackage package) => string.Create(CultureInfo.InvariantCulture, $"""
        {package.Folder} ({package.Bytes / 1e6:F1} MB, sha256 {package.Sha256})
        {string.Join('\n', package.Findings.Notes)}
        The service's loader accepts it.
        """);
}
