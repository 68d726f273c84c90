using System.CommandLine;

namespace TextClassify.Training.Terminal;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<string> Recipe(string description) => Required("--recipe", description, "FILE");

    public static Option<string?> Data() =>
        Optional("--data", "Folder of the recipe's files; else TEXTCLASSIFY_DATA, else data/ beside the solution.", "DIR");

    public static Option<string?> Vectors() => Optional("--vectors", "Word vectors to start from, made by the vectors command.", "FILE");

    public static Option<int> Seed(string description) => NumberOption.Create("--seed", description, 1, 0, 1_000_000);

    public static Option<string?> RunFolder() =>
        Optional("--out", "Run folder; a stopped run in it is resumed. Default: runs/NAME-SEED.", "DIR");

    /// <summary>
    /// How many threads train. One by default: libtorch's threads wait for each other by spinning at every operation, so where another
    /// program wants a core, two are many times slower than one (docs/decisions.md).
    /// </summary>
    public static Option<int> Threads() => NumberOption.Create(
        "--threads", "Threads; more help only on idle cores. The same seed gives the same weights only with the same number.", 1, 1, 256);

    public static Option<string> Version(string description) => WithDefault("--version", description, "1");

    public static Option<bool> Replace() => new("--replace") { Description = "Replace a package of the same name and version." };

    /// <summary>Column of the text in a user's own file, and of its label; <paramref name="option"/> names the file.</summary>
    public static (Option<string> Text, Option<string> Label) Columns(string option) => (
        WithDefault("--text", $"Column or property of the text, with {option}; A+B joins two.", "text"),
        WithDefault(
            "--label",
            $"Column or property of the label, with {option}; A,B,C are columns of 1 and 0, one a label, of which a row may have several.",
            "label"));

    /// <summary>For cells with several labels.</summary>
    public static Option<string?> LabelSeparator()
    {
        var option = Optional("--label-separator", "What stands between the labels of a cell that may have several, as in a;b.", "SIGN");
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: "" }])
            {
                result.AddError("--label-separator is empty; give the sign between two labels.");
            }
        });
        return option;
    }

    public static Option<string> Required(string name, string description, string help) =>
        new(name) { Description = description, Required = true, HelpName = help };

    public static Option<string?> Optional(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    public static Option<string> WithDefault(string name, string description, string value, string? help = null) =>
        new(name) { Description = description, DefaultValueFactory = _ => value, HelpName = help };

    public static Option<string[]> Several(string name, string description, string help) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, HelpName = help };
}
