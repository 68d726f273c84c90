using System.CommandLine;
using Spectre.Console;
using TextClassify.Training.Native;
using TextClassify.Training.Packaging;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Kinds;

/// <summary>The command that makes a package of a kind's run.</summary>
/// <param name="Name">Of the command.</param>
/// <param name="Summary">What the help says, with an example.</param>
internal sealed record PackageVerb(string Name, string Summary)
{
    /// <summary>Runs of other seeds give the card a mean and a spread.</summary>
    public bool TakesOtherRuns { get; init; }

    public Command Create(ITrainingKind kind)
    {
        var shipped = CommonOptions.Required("--run", "The run folder that ships.", "DIR");
        var others = CommonOptions.Several(
            "--runs", "Runs of other seeds, for mean and spread on the card; --run may be among them.", "DIR...");
        var version = CommonOptions.Version("The package's version.");
        var output = CommonOptions.WithDefault("--out", "The folder of all packages.", "models", "DIR");
        var data = CommonOptions.Data();
        var replace = CommonOptions.Replace();
        var command = new Command(Name, Summary) { shipped };
        if (TakesOtherRuns)
        {
            command.Add(others);
        }

        command.Add(version);
        command.Add(output);
        command.Add(data);
        command.Add(replace);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string path = Path.GetFullPath(parsed.GetRequiredValue(shipped));
            var paths = (TakesOtherRuns ? parsed.GetValue(others) ?? [] : []).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal);
            var run = RunFolder.Open(path);
            var request = new PublishRequest
            {
                Run = run,
                Others = [.. paths.Where(other => other != path).Select(RunFolder.Open)],
                DataFolder = kind.FindData(run, parsed.GetValue(data)),
                Version = parsed.GetRequiredValue(version),
                OutFolder = Path.GetFullPath(parsed.GetRequiredValue(output)),
                Replace = parsed.GetValue(replace),
            };
            TorchLoader.Load(threads: 1);
            var publication = kind.Publication(request, cancellationToken);
            var package = await Publisher.PublishAsync(publication, request, TimeProvider.System, cancellationToken);

            // Past the console's line wrapping, which would cut the lines of a log.
            await AnsiConsole.Console.Profile.Out.Writer.WriteLineAsync(package.Format().AsMemory(), cancellationToken);
        });
        return command;
    }
}
