using System.Text.RegularExpressions;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

/// <summary>Who reads a dashboard looks a series up in <c>docs/operations.md</c>: all that are served stand there, and none that is
/// not.</summary>
public sealed partial class OperationsDocumentTests(TinyService tiny) : IClassFixture<TinyService>
{
    [Fact]
    public async Task Series_Own_StandInTheTableAndTheTableInThem()
    {
        await tiny.Service.PostAsync("/classify", """{"inputs":"good film"}""");
        string[] served =
        [
            .. (await tiny.Service.GetAsync("/metrics")).Text.Split('\n').Where(
                line => line.StartsWith("# TYPE textclassify_", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2]),
        ];
        string document = await File.ReadAllTextAsync(
            Path.Combine(Repository.Folder, "docs", "operations.md"), TestContext.Current.CancellationToken);
        string[] told = [.. Told().Matches(document).Select(match => match.Groups["name"].Value).Distinct()];

        Assert.True(served.Length > 20, $"{served.Length} series were found.");
        Assert.DoesNotContain(served, name => !told.Contains(name));
        Assert.DoesNotContain(told, name => !served.Contains(name));
    }

    [GeneratedRegex(@"`(?<name>textclassify_\w+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Told();
}
