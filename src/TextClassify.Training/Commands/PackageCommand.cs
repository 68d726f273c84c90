using System.CommandLine;
using System.Globalization;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Commands;

/// <summary><c>package</c>: a run becomes a model package that the service loads.</summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        var run = new Option<string>("--run") { Description = "The run folder that ships.", Required = true };
        var others = new Option<string[]>("--runs")
        {
            Description = "Runs of other seeds, for the mean and spread on the card; --run itself may be among them.",
            AllowMultipleArgumentsPerToken = true,
        };
        var version = new Option<string>("--version") { Description = "The package's version.", DefaultValueFactory = _ => "1" };
        var output = new Option<string>("--out") { Description = "The folder of all packages.", DefaultValueFactory = _ => "models" };
        var data = new Option<string?>("--data") { Description = $"The data folder (default: {DataFolder.Variable}, then data/ beside the solution)." };
        var replace = new Option<bool>("--replace") { Description = "Replace a package of the same name and version." };
        var command = new Command(
            "package",
            """
            Calibrates a run, writes its package to OUT/NAME/VERSION and loads it once as the service does.

            Example:
              dotnet run -c Release --project src/TextClassify.Training -- package --run runs/sentiment-1 --runs runs/sentiment-2 runs/sentiment-3 --version 1 --out models
            """)
        {
            run,
            others,
            version,
            output,
            data,
            replace,
        };

        command.SetAction(async (result, cancellationToken) =>
        {
            string shipped = Path.GetFullPath(result.GetRequiredValue(run));
            var source = RunFolder.Open(shipped);
            var package = await ModelPublisher.PublishAsync(
                new PublishRequest
                {
                    Run = source,
                    Others = [.. (result.GetValue(others) ?? []).Select(Path.GetFullPath).Where(path => path != shipped).Distinct().Select(RunFolder.Open)],
                    DataFolder = TrainedModel.FindData(source, result.GetValue(data)),
                    Version = result.GetRequiredValue(version),
                    OutFolder = Path.GetFullPath(result.GetRequiredValue(output)),
                    Replace = result.GetValue(replace),
                },
                TimeProvider.System,
                cancellationToken);
            await result.InvocationConfiguration.Output.WriteLineAsync(Format(package).AsMemory(), cancellationToken);
            return 0;
        });
        return command;
    }

    public static string Format(PublishedPackage package)
    {
        var ci = CultureInfo.InvariantCulture;
        string metrics = string.Join(", ", package.Manifest.Metrics.Select(metric => string.Create(ci, $"{metric.Key} {metric.Value:0.####}")));
        return string.Create(ci, $"""
            {package.Folder} ({package.Bytes / 1e6:F1} MB, sha256 {package.Sha256})
            temperature {package.Manifest.Temperature:F4}; development rows: {metrics}
            The service's loader accepts it.
            """);
    }
}
