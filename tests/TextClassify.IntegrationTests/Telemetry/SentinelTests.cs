using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TextClassify.Security;

namespace TextClassify.Telemetry;

/// <summary>No text and no key of a caller in what monitoring reads.</summary>
public sealed class SentinelTests
{
    private const string Text = "canarysong";

    /// <summary>In every span's names, tags, events and baggage, of all sources that the service could export.</summary>
    [Fact]
    public async Task Traces_AnyRequest_HoldNoTextAndNoKey()
    {
        var spans = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => spans.Add(Written(span)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var keyed = new KeyedService();

        await AskAsync(keyed);

        Assert.Contains(spans, span => span.StartsWith("Microsoft.AspNetCore.Hosting.HttpRequestIn", StringComparison.Ordinal));
        Assert.DoesNotContain(spans, HasSecret);
    }

    [Fact]
    public async Task Metrics_AnyRequest_HoldNoTextAndNoKey()
    {
        await using var keyed = new KeyedService();

        await AskAsync(keyed);

        string metrics = (await keyed.SendAsync("GET", "/metrics", KeyedService.AllScopes)).Text;
        Assert.Contains("route=\"classify\"", metrics, StringComparison.Ordinal);
        Assert.False(HasSecret(metrics));
    }

    private static async Task AskAsync(KeyedService keyed)
    {
        foreach (string? key in new[] { KeyedService.AllScopes, KeyedService.Expired, $"{KeyedService.AllScopes}{Text}", null })
        {
            foreach (string path in new[] { "/classify", "/explain", "/hidden-states", $"/{Text}", $"/classify?{Text}={Text}" })
            {
                await keyed.SendAsync("POST", path, key, $$"""{"inputs":["{{Text}} fine",{"id":"{{Text}}","text":""}]}""");
                await keyed.SendAsync("POST", path, key, $$"""{"inputs":"fine","model":"{{Text}}"}""", header: "X-Api-Key");
                await keyed.SendAsync("POST", path, key, $$"""{"{{Text}}":""");
            }
        }
    }

    private static bool HasSecret(string written) =>
        written.Contains(Text, StringComparison.OrdinalIgnoreCase) || written.Contains(KeyedService.AllScopes, StringComparison.Ordinal);

    private static string Written(Activity span) => string.Join(
        '\n',
        [
            span.OperationName,
            span.DisplayName,
            span.StatusDescription ?? "",
            .. span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Select(
                tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")),
            .. span.Baggage.Select(item => $"{item.Key}={item.Value}"),
        ]);
}
