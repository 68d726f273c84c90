using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TextClassify.Api.Monitoring;
using TextClassify.Infrastructure;

namespace TextClassify.Telemetry;

/// <summary>The rules and the dashboard in <c>deploy/</c> are held to the metrics that are served.</summary>
public sealed partial class PrometheusFilesTests
{
    private static readonly string Deploy = Path.Combine(Repository.Folder, "deploy");
    private static readonly string Rules = Path.Combine(Deploy, "prometheus", "textclassify.rules.yml");

    [Fact]
    public async Task Metrics_Served_ArePromtools()
    {
        await using var service = new Service();
        await service.PostAsync("/classify", """{"inputs":"a fine film"}""");
        string text = (await service.GetAsync("/metrics")).Text;

        // Of names that are not this service's, only the form is its own.
        string own = string.Join('\n', text.Split('\n').Where(line => line.Contains("textclassify_", StringComparison.Ordinal))) + "\n";

        Assert.Equal((0, ""), await PromtoolAsync(own, "check", "metrics"));
        var (_, complaints) = await PromtoolAsync(text, "check", "metrics");
        Assert.DoesNotContain("error", complaints, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("check", "rules", "textclassify.rules.yml")]
    [InlineData("test", "rules", "textclassify.rules.test.yml")]
    public async Task Rules_Committed_ArePromtools(string verb, string what, string file) =>
        Assert.Equal((0, ""), await PromtoolAsync("", verb, what, Path.Combine(Deploy, "prometheus", file)));

    /// <summary>A query over a series that nobody serves is an alert that never fires.</summary>
    [Fact]
    public async Task Queries_EverySeries_IsServed()
    {
        string records = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        var factory = new ServiceFactory(
            null, ("Models:Directory", TinyService.ModelsFolder), ("Memory:Level", "Aggregates"), ("Memory:Directory", records));
        factory.UseKestrel(0);
        await using var service = new Service(factory);
        var answer = await service.PostAsync("/classify", """{"inputs":["the plot is good","slow"],"record":"required"}""");
        string feedback = $"/feedback/{answer.Json.GetProperty("predictionId").GetString()}/0";
        using var label = new HttpRequestMessage(HttpMethod.Put, feedback)
        {
            Content = Service.Body("""{"label":"positive"}"""u8.ToArray(), "application/json"),
        };
        await service.SendAsync(label);
        await factory.Services.GetRequiredService<ModelLooks>().LookAsync(TestContext.Current.CancellationToken);
        GC.Collect();
        await using var nodes = new Service(new ServiceFactory(
            null,
            ("Models:Directory", Path.Combine(Repository.Folder, "tests", "fixtures", "sources-models")),
            ("Nodes:Url", "nats://127.0.0.1:1"),
            ("Nodes:Models", "tiny-sources")));
        var served = (await Scrape.OfAsync(service)).Samples.Keys.Concat((await Scrape.OfAsync(nodes)).Samples.Keys)
            .Select(series => series.Split('{')[0]).ToHashSet();
        string dashboard = await File.ReadAllTextAsync(
            Path.Combine(Deploy, "grafana", "textclassify.json"), TestContext.Current.CancellationToken);
        var queries = JsonElement.Parse(dashboard).GetProperty("panels").EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .Append(await File.ReadAllTextAsync(Rules, TestContext.Current.CancellationToken));

        string[] asked = [.. queries.SelectMany(query => SeriesName().Matches(query).Select(match => match.Value)).Distinct()];

        Assert.True(asked.Length > 12, $"{asked.Length} names were found in the queries.");
        Assert.DoesNotContain(asked, name => !served.Contains(name));
        await service.DisposeAsync();
        Directory.Delete(records, recursive: true);
    }

    private static async Task<(int Code, string Errors)> PromtoolAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("promtool is not installed; it is in Debian's package prometheus.");
            throw;
        }

        using (process)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, process.ExitCode == 0 ? errors.Trim() : output + errors);
        }
    }

    [GeneratedRegex(@"\b(?:textclassify|dotnet|kestrel)_\w+")]
    private static partial Regex SeriesName();
}
