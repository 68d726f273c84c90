using System.Text.Json;
using System.Text.RegularExpressions;
using TextClassify.Infrastructure;

namespace TextClassify.Documents;

/// <summary>
/// Every curl line of the README and of docs/examples.md gives what is shown under it. What is shown may be a part: properties and the ends
/// of lists may be left out, nothing else. Times, request ids and rounding residuals are shown as they were once and not compared.
/// </summary>
public sealed partial class DocumentTests(ShippedService shipped) : IClassFixture<ShippedService>
{
    // Figures are shown rounded; another processor's last bits differ too.
    private const double Relative = 0.01;
    private const double Absolute = 1e-3;

    private static readonly string[] Changing =
        ["queueMs", "computeMs", "milliseconds", "loadedAt", "residual", "requestId", "predictionId"];

    // Of a page that a newcomer reads to its end.
    private const int LongestReadme = 250;

    public static TheoryData<string> Examples => [.. Read().Keys];

    [Fact]
    public void Readme_Always_IsShortEnoughToBeRead() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Folder, "README.md")).Count(), 1, LongestReadme);

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/*.md")]
    [InlineData("deploy/*.md")]
    [InlineData("recipes/*.md")]
    public void Links_OfADocument_LeadToFiles(string pattern)
    {
        string folder = Path.Combine(Repository.Folder, Path.GetDirectoryName(pattern)!);
        var broken = Directory.GetFiles(folder, Path.GetFileName(pattern)).SelectMany(file => Link().Matches(File.ReadAllText(file))
            .Select(link => link.Groups["path"].Value)
            .Where(path => !Path.Exists(Path.Combine(folder, path)))
            .Select(path => $"{Path.GetFileName(file)}: {path}"));

        Assert.Empty(broken);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Curl_OfADocument_GivesWhatItShows(string command)
    {
        var call = Call().Match(command);
        Assert.True(call.Success, "It is not a curl line of the form this test reads.");
        string path = call.Groups["path"].Value;

        var answer = call.Groups["body"] is { Success: true, Value: var body }
            ? await shipped.Service.PostAsync(path, body)
            : await shipped.Service.GetAsync(path);

        AssertShown(JsonElement.Parse(Read()[command]), answer.Json, "$");
    }

    private static Dictionary<string, string> Read()
    {
        string[] documents = ["README.md", "docs/examples.md"];
        return documents.SelectMany(document => Example().Matches(File.ReadAllText(Path.Combine(Repository.Folder, document))))
            .ToDictionary(match => match.Groups["command"].Value, match => match.Groups["answer"].Value);
    }

    private static void AssertShown(JsonElement shown, JsonElement actual, string place)
    {
        Assert.True(shown.ValueKind == actual.ValueKind, $"{place} is {actual.ValueKind}, shown as {shown.ValueKind}.");
        switch (shown.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in shown.EnumerateObject().Where(property => !Changing.Contains(property.Name)))
                {
                    Assert.True(actual.TryGetProperty(property.Name, out var value), $"{place} has no {property.Name}.");
                    AssertShown(property.Value, value, $"{place}.{property.Name}");
                }

                break;
            case JsonValueKind.Array:
                Assert.True(shown.GetArrayLength() <= actual.GetArrayLength(), $"{place} has {actual.GetArrayLength()} items.");
                for (int i = 0; i < shown.GetArrayLength(); i++)
                {
                    AssertShown(shown[i], actual[i], $"{place}[{i}]");
                }

                break;
            case JsonValueKind.Number:
                double expected = shown.GetDouble();
                double number = actual.GetDouble();
                Assert.True(
                    Math.Abs(expected - number) <= Math.Max(Absolute, Relative * Math.Abs(expected)),
                    $"{place} is {number}, shown as {expected}.");
                break;
            default:
                Assert.True(shown.ToString() == actual.ToString(), $"{place} is {actual}, shown as {shown}.");
                break;
        }
    }

    [GeneratedRegex(
        @"```bash\n(?<command>curl [^\n]+)\n```\n+```json\n(?<answer>.+?)\n```", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Example();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#\s]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"^curl -s localhost:8080(?<path>/\S*)( -H 'Content-Type: application/json' -d '(?<body>.+)')?$", RegexOptions.CultureInvariant)]
    private static partial Regex Call();
}
