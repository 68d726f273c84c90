using System.Text.RegularExpressions;

namespace TextClassify.Layout;

/// <summary>
/// Serving code asks what a model can do and never of which kind it is. A kind is a folder of Core's Models and a folder of Inference's
/// Kinds. What these folders declare, their namespaces, and the words that stand for a kind in a manifest occur nowhere else in Core,
/// Inference, Api and the page, but where kinds are registered. Fields of requests that are about aspects or characters belong to verbs,
/// and so do the types that read them.
/// </summary>
internal static partial class KindNames
{
    private const string Registration = "ModelKindRegistration.cs";

    private static readonly string[] Folders =
    [
        Path.Combine("TextClassify.Core", "Models"), Path.Combine("TextClassify.Inference", "Kinds"),
    ];

    private static readonly string[] Projects = ["TextClassify.Core", "TextClassify.Inference", "TextClassify.Api", "TextClassify.Web"];

    private static string Source => Path.Combine(Solution.Folder, "src");

    /// <summary>Files of kinds: those in a folder of one of <see cref="Folders"/>.</summary>
    public static IEnumerable<string> OfKinds() => Folders
        .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Source, folder)))
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories));

    /// <summary>All other files that could name a kind.</summary>
    public static IEnumerable<string> Others() => Projects
        .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Source, project), "*.*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".ts" or ".tsx")
        .Except(OfKinds())
        .Where(file => Path.GetFileName(file) is not (Registration or "schema.ts") && !Generated().IsMatch(file));

    /// <summary>What says of which kind something is: namespaces, types, and the words of manifests in quotation marks.</summary>
    public static Regex NamesOf(IEnumerable<string> sources)
    {
        string[] names =
        [
            .. sources.SelectMany(source => Declaration().Matches(source).Select(match => match.Groups["name"].Value)
                .Concat(Namespace().Matches(source).Select(match => match.Groups["name"].Value))
                .Concat(Word().Matches(source).Select(match => $"{match.Groups["name"].Value}(?=[\"'])"))).Distinct(),
        ];
        return new Regex($@"(?<![\w.]){string.Join(@"\b|(?<![\w.])", names)}\b", RegexOptions.ExplicitCapture);
    }

    [GeneratedRegex(
        @"^(public|internal) [\w ]*\b(class|record|struct|interface|enum) (?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"const string (Architecture|ArchitectureName|TaskName) = ""(?<name>\w+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Word();

    [GeneratedRegex(@"[\\/](obj|bin|node_modules)[\\/]")]
    private static partial Regex Generated();
}
