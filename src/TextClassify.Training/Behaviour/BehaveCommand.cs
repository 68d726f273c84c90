using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Behaviour;

/// <summary>Tests what a package does with simple texts and with changes that mean nothing.</summary>
internal static class BehaveCommand
{
    private static readonly Option<string[]> PackageOption = new("--package")
    {
        Description = "A package folder, models/NAME/VERSION; a second one stands beside it.",
        HelpName = "DIR",
        Required = true,
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string[]> SuiteOption = SuiteFolder.Option();

    private static readonly Option<string?> JsonOption = CommonOptions.Optional("--json", "Also write the results to this file.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "behave",
            """
            Test a package's behaviour: simple texts whose label nobody would argue about, and changes that mean nothing to it.

            Examples:
              behave --package models/sentiment/3
              behave --package models/sentiment/1 models/sentiment/3 --suite mine.json --json results.json
            """)
        {
            PackageOption, SuiteOption, JsonOption,
        };
        command.SetAction((parsed, cancellationToken) => BehaveAsync(parsed, AnsiConsole.Console, cancellationToken));
        return command;
    }

    private static async Task BehaveAsync(ParseResult parsed, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var suites = SuiteFolder.Choose(parsed.GetValue(SuiteOption));
        if (suites.Count == 0)
        {
            throw new DataException("There is no suite: name one with --suite, or run this within the repository.");
        }

        string[] packages = parsed.GetRequiredValue(PackageOption);
        var results = new List<IReadOnlyList<BehaviourResult>>();
        foreach (string path in packages)
        {
            results.Add(await RunAsync(path, suites, cancellationToken));
        }

        BehaviourTable.Write(console, packages, results);
        if (parsed.GetValue(JsonOption) is { } json)
        {
            var named = packages.Zip(results, (package, tests) => new PackageResults(package, tests));
            AtomicFile.Write(Path.GetFullPath(json), stream => JsonSerializer.Serialize(stream, named, BehaviourSection.Json));
        }
    }

    private static async Task<IReadOnlyList<BehaviourResult>> RunAsync(
        string path, IReadOnlyList<Suite> suites, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadAsync(path, cancellationToken);
        var model = package.Model;
        var scores = ModelScores.Of(model.Forward, model.Encoder, model.Labels, model.Scale);
        return await new SuiteRun(model.Labels, scores).RunAsync(suites, cancellationToken);
    }

    private sealed record PackageResults(string Package, IReadOnlyList<BehaviourResult> Tests);
}
