using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Language;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Measures how a language model's package tells its kind of text from others.</summary>
internal static class OodReportCommand
{
    private static readonly Option<string> PackageOption =
        CommonOptions.Required("--package", "A language model's package: NAME/VERSION in the models folder.", "DIR");
    private static readonly Option<string> RecipeOption =
        CommonOptions.Required("--recipe", "The recipe whose development texts are measured.", "FILE");
    private static readonly Option<string?> DataOption = CommonOptions.Data();

    public static Command Create()
    {
        var command = new Command(
            "ood-report",
            """
            Measure how a language model tells development texts from shuffled characters, other alphabets and base64, as a Markdown table.

            Example:
              ood-report --package models/language/5 --recipe recipes/lm_char.json
            """)
        {
            PackageOption, RecipeOption, DataOption,
        };
        command.SetAction((parsed, cancellationToken) => ReportAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task ReportAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadLanguageAsync(parsed.GetRequiredValue(PackageOption), cancellationToken);
        var recipe = LanguageRecipeRules.File.Load(parsed.GetRequiredValue(RecipeOption));
        var data = LanguageData.Read(recipe, DataFolder.Resolve(parsed.GetValue(DataOption)), cancellationToken);
        var rows = await ForeignTextTable.MeasureAsync(package.Model, data.Dev, cancellationToken);

        var writer = console.Profile.Out.Writer;
        await writer.WriteLineAsync("| texts | bits a character | AUROC of bits | AUROC of the percentile |\n|---|---:|---:|---:|");
        foreach (var row in rows)
        {
            await writer.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"| {row.Name} | {row.Bits:F3} | {row.BitsAuroc:F4} | {row.PercentileAuroc:F4} |"));
        }
    }
}
