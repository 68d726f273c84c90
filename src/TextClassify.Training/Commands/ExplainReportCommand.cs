using System.CommandLine;
using System.Text;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Explain.Catalog;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;
using TextClassify.Explain.Quality.Metrics;
using TextClassify.Inference.Serving;
using TextClassify.Training.Explaining;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Explains a data set by every method and tabulates how faithful and plausible each is, and what it costs.</summary>
internal static class ExplainReportCommand
{
    private static readonly Option<string> PackageOption =
        CommonOptions.Required("--package", "A package folder, models/NAME/VERSION.", "DIR");
    private static readonly Option<string> FileOption = CommonOptions.Required(
        "--file",
        "Rows to explain: .jsonl, plain or gzip, of text, label and, for plausibility, rationales ([[start, end], ...] "
            + "in characters).",
        "FILE");
    private static readonly Option<string[]> MethodOption = new("--method")
    {
        Description = "A method, with parameters if wanted; repeat for more. Default: all the model has.",
        HelpName = "NAME[:KEY=VALUE,...]",
    };
    private static readonly Option<string[]> MetricOption = new("--metric")
    {
        Description = "A metric of faithfulness; repeat for more. Default: all.",
        HelpName = "NAME",
    };
    private static readonly Option<RemovalRule> RemovalOption = new("--removal")
    {
        Description = "How tokens are taken away: delete, pad or unk.",
        DefaultValueFactory = _ => RemovalRule.Delete,
        HelpName = "delete|pad|unk",
    };
    private static readonly Option<int?> LimitOption = new("--limit") { Description = "Explain a sample of so many rows.", HelpName = "N" };
    private static readonly Option<int> SeedOption =
        NumberOption.Create("--seed", "Seed of the sample and of the metrics' draws.", 1, 0, 1_000_000);
    private static readonly Option<int> MaxTokensOption =
        NumberOption.Create("--max-tokens", "Read no more of a text, where the model would.", 4_096, 1, 4_096);
    private static readonly Option<int> SensitivityOption =
        NumberOption.Create("--sensitivity-samples", "Moved texts a max-sensitivity: each is explained anew.", 4, 1, 1_000);
    private static readonly Option<string?> MarkdownOption =
        CommonOptions.Optional("--markdown", "Also write the table to this file.", "FILE");
    private static readonly Option<string?> JsonOption =
        CommonOptions.Optional("--json", "Also write every figure, with its standard error, to this file.", "FILE");

    public static Command Create()
    {
        LimitOption.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int limit) && limit < 1)
            {
                result.AddError($"--limit is {limit}; it must be at least 1.");
            }
        });
        MetricOption.AcceptOnlyFromAmong([.. QualityCatalog.All.Select(metric => metric.Name)]);
        var command = new Command(
            "explain-report",
            """
            Explain a data set by several methods and tabulate how faithful, how plausible and how costly each is.
            A row of random scores is the floor.

            Examples:
              explain-report --package models/sentiment/1 --file data/sst2/dev.jsonl.gz --limit 100
              explain-report --package models/toxicity/3 --file data/hatexplain/dev.jsonl.gz --removal unk
                --method evidence --method integrated_gradients:baseline=unk --markdown report.md --json report.json
            """)
        {
            PackageOption, FileOption, MethodOption, MetricOption, RemovalOption, LimitOption, SeedOption, MaxTokensOption,
            SensitivityOption, MarkdownOption, JsonOption,
        };
        command.SetAction((parsed, cancellationToken) => ReportAsync(parsed, AnsiConsole.Console, cancellationToken));

        return command;
    }

    private static async Task<int> ReportAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadAsync(parsed.GetRequiredValue(PackageOption), cancellationToken);
        var model = package.Model;
        string file = parsed.GetRequiredValue(FileOption);
        var (rows, badRows) = RationaleFile.Read(file, cancellationToken);
        BadRowReport.Write(console, badRows);

        int seed = parsed.GetValue(SeedOption);
        var encoder = model.Encoder.WithLimit(Math.Min(parsed.GetValue(MaxTokensOption), model.Encoder.MaxTokens));
        var texts = RowSample.Take(ComparedText.Encode(rows, model.Labels, encoder), parsed.GetValue(LimitOption), seed);
        if (texts.Count == 0)
        {
            throw new DataException($"{Path.GetFileName(file)} has no row with a token.");
        }

        var comparison = new Comparison(
            new ComparisonRequest
            {
                Model = model,
                Methods = Methods(parsed, model),
                Metrics = parsed.GetValue(MetricOption) is { Length: > 0 } metrics
                    ? metrics
                    : [.. QualityCatalog.All.Select(metric => metric.Name)],
                Options = new QualityOptions
                {
                    Removal = parsed.GetValue(RemovalOption),
                    Seed = seed,
                    SensitivitySamples = parsed.GetValue(SensitivityOption),
                },
            },
            TimeProvider.System);
        await CountDisplay.RunAsync(console, "explaining", texts, comparison.AddAsync, TimeProvider.System, cancellationToken);

        string folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file))) ?? "";
        var report = comparison.Report($"{folder}/{Path.GetFileName(file)}", rows.Count);
        string table = ComparisonTable.Format(report);
        console.Profile.Out.Writer.WriteLine(table);
        if (parsed.GetValue(MarkdownOption) is { } markdown)
        {
            AtomicFile.Write(Path.GetFullPath(markdown), stream => stream.Write(Encoding.UTF8.GetBytes(table)));
        }

        if (parsed.GetValue(JsonOption) is { } json)
        {
            AtomicFile.Write(Path.GetFullPath(json), stream => JsonSerializer.Serialize(stream, report, ComparisonReport.Json));
        }

        return 0;
    }

    /// <summary>Random scores come first; the rows below must beat them.</summary>
    private static IReadOnlyList<ComparedMethod> Methods(ParseResult parsed, ITextClassifier model)
    {
        // A counterfactual is another text, not a score for every token of this one.
        var scoring = model.Explainers.All.Where(method => !method.Info.EditsText).ToArray();
        var known = new ExplainerCatalog([new RandomExplainer(), .. scoring]);
        var chosen = parsed.GetValue(MethodOption) is { Length: > 0 } methods ? methods : [.. scoring.Select(method => method.Info.Name)];

        return [.. chosen.Prepend("random").Distinct().Select(method => ComparedMethod.Parse(method, known, model.Forward.Shape))];
    }
}
