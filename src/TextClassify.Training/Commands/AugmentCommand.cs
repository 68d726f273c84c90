using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Augmenting;
using TextClassify.Training.Augmenting.Pairs;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Augmenting.Trials;
using TextClassify.Training.Data.Columns;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Writes more training rows: other writings of pairs of molecules, or edited texts with their labels.</summary>
internal static class AugmentCommand
{
    private static readonly Option<string?> PairsOption = CommonOptions.Optional(
        "--pairs", "Pairs of SMILES, a source and a target a row: .csv, .tsv or .jsonl, plain or gzip.", "FILE");

    private static readonly Option<string?> DataOption = CommonOptions.Optional(
        "--data", "Labelled texts in place of pairs, of the same kinds of files.", "FILE");

    private static readonly Option<string> SourceOption = CommonOptions.WithDefault("--source", "Column of the source.", "reactants");
    private static readonly Option<string> TargetOption = CommonOptions.WithDefault("--target", "Column of the target.", "product");
    private static readonly (Option<string> Text, Option<string> Label) Columns = CommonOptions.Columns("--data");
    private static readonly Option<string?> SplitOption = CommonOptions.Optional(
        "--split", "Column that names each row's part; a row of development or test is refused.", "COLUMN");

    private static readonly Option<string?> ChooseOption = CommonOptions.Optional(
        "--choose",
        "Of pairs: preprint (default), joint, random, least or canonical. Of texts: levenshtein (default), random, self or eda.",
        "HOW");

    private static readonly Option<int> CopiesOption = NumberOption.Create("--copies", "New rows of each row.", 8, 1, 1_000);
    private static readonly Option<int> PoolOption = NumberOption.Create(
        "--pool", "Writings to choose from for each copy of a pair (0: 100), or edits for each text (0: 64).", 0, 0, 10_000);

    private static readonly Option<string?> BaseOption = CommonOptions.Optional(
        "--base", "Base whose vectors say which words may replace a word; default: models/base; none: words are not replaced.", "DIR");

    private static readonly Option<string?> WordNetOption = CommonOptions.Optional(
        "--wordnet", "Folder of WordNet's files (Debian: wordnet-base, /usr/share/wordnet), whose synonyms may replace a word too.", "DIR");

    private static readonly Option<string?> PackageOption = CommonOptions.Optional(
        "--package", "Package whose evidence says which words stay; else a linear model of the other rows.", "DIR");

    private static readonly Option<double> FreezeOption = NumberOption.Create(
        "--freeze", "Share of a text's words that stay for their evidence; negations and numbers stay always.", 0.2, 0, 1);

    private static readonly Option<int> SeedOption = CommonOptions.Seed("The same seed writes the same bytes.");
    private static readonly Option<string?> OutOption = CommonOptions.Optional("--out", "The CSV file to write.", "FILE");
    private static readonly Option<bool> TryOption = new("--try")
    {
        Description = "With --data, in place of --out: train on few rows with and without edited texts, and say whether they help.",
    };

    private static readonly Option<int[]> SizesOption = new("--sizes")
    {
        Description = "Rows a label to train on, with --try; 8, 32 and 128 where it isn't given.",
        HelpName = "N...",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> DrawsOption = NumberOption.Create("--draws", "Draws of rows for each size, with --try.", 3, 1, 100);

    private static readonly Option<string[]> ArmsOption = new("--arms")
    {
        Description = "What --try compares beside none, random and levenshtein: eda (needs --wordnet), unfrozen.",
        HelpName = "NAME...",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> QuickOption = new("--quick")
    {
        Description = "With --try, read the rows about a third as often, as train --csv --quick does.",
    };

    private static readonly Option<string?> PointsOption = CommonOptions.Optional(
        "--points", "With --try, a file that keeps what each draw said, a JSON line each; the same command goes on from it.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "augment",
            """
            Write more training rows. Pairs of molecules are written in other ways, those whose source and target are alike being chosen
            (after Sumner et al. 2020); labelled texts are edited where their label doesn't hang on it.

            Examples:
              augment --pairs uspto.csv --source reactants --target product --copies 10 --choose joint --out pairs.csv
              augment --data few.csv --text body --label team --copies 8 --out more.csv
              augment --data few.csv --text body --label team --try
            """)
        {
            PairsOption, DataOption, SourceOption, TargetOption, Columns.Text, Columns.Label, SplitOption, ChooseOption, CopiesOption,
            PoolOption, BaseOption, WordNetOption, PackageOption, FreezeOption, SeedOption, OutOption, TryOption, SizesOption, DrawsOption,
            ArmsOption, QuickOption, PointsOption,
        };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(PairsOption) is null) == (result.GetValue(DataOption) is null))
            {
                result.AddError("augment needs --pairs or --data, one of them.");
            }
            else if ((result.GetValue(OutOption) is null) != result.GetValue(TryOption))
            {
                result.AddError("augment needs --out or --try, one of them.");
            }
            else if (result.GetValue(TryOption) && result.GetValue(PairsOption) is not null)
            {
                result.AddError("--try is for --data.");
            }
            else if (result.GetValue(WordNetOption) is null
                && (result.GetValue(ChooseOption) == "eda" || result.GetValue(ArmsOption)?.Contains("eda") == true))
            {
                result.AddError("eda replaces words by WordNet's synonyms, so it needs --wordnet DIR.");
            }
            else if (result.GetValue(SizesOption)?.Any(size => size < 2) == true)
            {
                result.AddError("--sizes are numbers of rows, 2 or more.");
            }
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var console = AnsiConsole.Console;
            return parsed.GetValue(PairsOption) is { } pairs
                ? PairsAsync(parsed, pairs, console, cancellationToken)
                : TextsAsync(parsed, parsed.GetValue(DataOption)!, console, cancellationToken);
        });
        return command;
    }

    private static Task PairsAsync(ParseResult parsed, string file, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var form = Choice(parsed, PairForm.Preprint);
        var data = Read(parsed, file, parsed.GetRequiredValue(SourceOption), parsed.GetRequiredValue(TargetOption), cancellationToken);
        var run = new PairRun(data, form, PoolOf(parsed, 100), parsed.GetValue(CopiesOption), parsed.GetValue(SeedOption));
        return run.WriteAsync(Path.GetFileName(file), parsed.GetValue(OutOption)!, console, TimeProvider.System, cancellationToken);
    }

    private static Task TextsAsync(ParseResult parsed, string file, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var choice = Choice(parsed, TextChoice.Levenshtein);
        var data = Read(parsed, file, parsed.GetRequiredValue(Columns.Text), parsed.GetRequiredValue(Columns.Label), cancellationToken);
        var options = new TextOptions(
            choice,
            parsed.GetValue(CopiesOption),
            PoolOf(parsed, 64),
            parsed.GetValue(FreezeOption),
            parsed.GetValue(BaseOption),
            parsed.GetValue(PackageOption),
            parsed.GetValue(SeedOption))
        {
            WordNet = parsed.GetValue(WordNetOption),
        };
        if (parsed.GetValue(TryOption))
        {
            int[] sizes = parsed.GetValue(SizesOption) is { Length: > 0 } given ? given : [8, 32, 128];
            var asked = new TrialOptions(
                sizes, parsed.GetValue(DrawsOption), ArmsOf(parsed), parsed.GetValue(QuickOption), parsed.GetValue(PointsOption));
            return TrialRun.WriteAsync(data, options, asked, console, TimeProvider.System, cancellationToken);
        }

        return TextRun.WriteAsync(
            data, options, parsed.GetValue(OutOption)!, console, TimeProvider.System, cancellationToken);
    }

    private static DataSet Read(ParseResult parsed, string file, string text, string label, CancellationToken cancellationToken)
    {
        var data = DataFile.Read(file, new DataColumns(text, label) { FinerLabel = parsed.GetValue(SplitOption) }, cancellationToken);
        HeldRows.Refuse(file, data.Rows);
        return data;
    }

    private static IReadOnlyList<TrialArm> ArmsOf(ParseResult parsed)
    {
        string[] more = parsed.GetValue(ArmsOption) ?? [];
        return more.FirstOrDefault(name => !TrialArm.All.Any(arm => arm.Name == name)) is { } unknown
            ? throw new DataException($"--arms has {unknown}; here are {string.Join(", ", TrialArm.All.Select(arm => arm.Name))}.")
            : [.. TrialArm.All.Where(arm => TrialArm.Standard.Contains(arm) || more.Contains(arm.Name))];
    }

    private static int PoolOf(ParseResult parsed, int standard) => parsed.GetValue(PoolOption) is > 0 and var given ? given : standard;

    private static T Choice<T>(ParseResult parsed, T standard)
        where T : struct, Enum =>
        parsed.GetValue(ChooseOption) is not { } given ? standard
        : Enum.TryParse<T>(given, ignoreCase: true, out var choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(given[0]) ? choice
        : throw new DataException(
            $"--choose is {given}; here it is {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}.");
}
