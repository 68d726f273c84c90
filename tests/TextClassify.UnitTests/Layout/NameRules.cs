using System.Text.RegularExpressions;

namespace TextClassify.Layout;

/// <summary>Names that only some projects may write, looked for in code and not only in <c>using</c> lines.</summary>
internal static partial class NameRules
{
    private sealed record Rule(Regex Name, string[] Projects);

    private static readonly Rule[] Rules =
    [
        new(Torch(), ["Training", "Training.Tests", "Benchmarks"]),
        new(OnnxRuntime(), ["Inference", "Training.Tests", "Benchmarks"]),
        new(Database(), ["Storage", "UnitTests", "IntegrationTests"]),
        new(Lingua(), ["Languages"]),
        new(Nats(), ["Nodes", "IntegrationTests"]),
        new(AspNetCore(), ["Api", "IntegrationTests", "Benchmarks"]),
        new(Logger(), ["Inference", "Storage", "Api", "Training", "UnitTests", "IntegrationTests", "Training.Tests", "Benchmarks"]),
        new(
            FilePaths(),
            [
                "Inference", "Nodes", "Storage", "Api", "Training", "UnitTests", "IntegrationTests", "Training.Tests", "EndToEndTests",
                "Benchmarks",
            ]),
    ];

    /// <summary>The forbidden names that <paramref name="source"/> holds outside comments.</summary>
    public static IEnumerable<string> Faults(string project, string source)
    {
        string code = Comment().Replace(source, "");

        return
        [
            .. Rules
                .Where(rule => !rule.Projects.Contains(project))
                .Select(rule => rule.Name.Match(code))
                .Where(match => match.Success)
                .Select(match => match.Value),
        ];
    }

    [GeneratedRegex(@"\bTorchSharp\b")]
    private static partial Regex Torch();

    [GeneratedRegex(@"\bMicrosoft\.ML\.OnnxRuntime\b")]
    private static partial Regex OnnxRuntime();

    [GeneratedRegex(@"\b(?:DuckDB|Microsoft\.Data\.Sqlite|DbUp)\b")]
    private static partial Regex Database();

    [GeneratedRegex(@"\b(?:using Lingua|LanguageDetector)\b")]
    private static partial Regex Lingua();

    [GeneratedRegex(@"\bNATS\.Client\b")]
    private static partial Regex Nats();

    [GeneratedRegex(@"\bMicrosoft\.AspNetCore\b")]
    private static partial Regex AspNetCore();

    [GeneratedRegex(@"\bILogger\b|\bMicrosoft\.Extensions\.Logging\b")]
    private static partial Regex Logger();

    /// <summary>Core takes streams: what reads a path can't be tested without a disk.</summary>
    [GeneratedRegex(@"\b(?:FileStream|FileInfo|DirectoryInfo)\b|(?<![\w.])(?:File|Directory|Path)\.(?=[A-Z])")]
    private static partial Regex FilePaths();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();
}
