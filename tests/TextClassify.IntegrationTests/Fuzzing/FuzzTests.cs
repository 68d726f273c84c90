using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Fuzzing;

/// <summary>
/// Requests generated from the OpenAPI document, sent to the real process as bytes: never a 5xx, never no answer, never a status or a body
/// that the document does not promise. Ten seconds of it by default; TEXTCLASSIFY_FUZZ=COUNT or FIRST+COUNT runs so many, as
/// ./test.sh --fuzz does. A request is its number, so a number that failed is run again by FIRST+1, and stays in <see cref="Kept"/>.
/// </summary>
public sealed class FuzzTests
{
    private const string Switch = "TEXTCLASSIFY_FUZZ";
    private const int Callers = 4;

    /// <summary>Fewer say nothing about memory: caches and the collector's own sizes settle first.</summary>
    private const int LeastForMemory = 100_000;

    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(10);

    /// <summary>Above the service's own time limit for a request.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    /// <summary>Requests that once found something.</summary>
    private static readonly int[] Kept = [];

    [Fact]
    public async Task Requests_Generated_AreAnsweredAsTheDocumentSays()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (first, count) = Asked();
        using var models = new SmallModels();
        await using var service = new ServiceProcess(
        [
            "--Models:Directory", models.Folder, "--Api:LogFormat", count is <= 100 ? "Text" : "None", "--Limits:MaxTextLength", "2000",
            "--Limits:MaxBodyBytes", "65536", "--Limits:MaxLineBytes", "4096", "--Limits:MaxInputs", "16",
            "--Limits:MaxWorkTokens",
            "100000",
            "--Limits:MaxAnswerBytes",
            "1048576",
            "--Limits:MaxAnswerBytesInFlight",
            "2097152",
            "--Limits:MaxBodyBytesInFlight",
            "524288",
        ]);
        await service.ReadyAsync(cancel);
        var grammar = await GrammarAsync(service, cancel);

        var run = new FuzzRun(service.Port, grammar, Patience);
        await run.SendAsync(Kept, Callers, cancel);
        var watch = Stopwatch.StartNew();
        var memory = new List<long>();
        int step = Math.Max(1, (count ?? 0) / 20);
        for (int sent = 0; count is { } all ? sent < all : watch.Elapsed < Slice; sent += step)
        {
            step = count is null ? 200 : Math.Min(step, count.Value - sent);
            await run.SendAsync(Enumerable.Range(first + sent, step), Callers, cancel);
            memory.Add(service.ResidentMemory);
        }

        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {run.Sent} requests from {first} in {watch.Elapsed.TotalSeconds:F0} s, the slowest {run.Slowest.TotalSeconds:F2} s (number {run.SlowestNumber});
            by status: {string.Join(", ", run.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Key}: {status.Value}"))};
            resident MiB: {string.Join(" ", memory.Select(bytes => bytes >> 20))}.
            """);
        TestContext.Current.TestOutputHelper?.WriteLine(summary);
        Assert.True(
            run.Faults.IsEmpty,
            string.Join('\n', run.Faults.Take(20)) + "\n" + summary + (count <= 100 ? service.Output + service.Errors : ""));
        if (run.Sent >= LeastForMemory)
        {
            // The last quarter adds nothing to speak of.
            int last = memory.Count * 3 / 4;
            Assert.True(memory.Skip(last).Max() <= memory.Take(last).Max() * 1.05, $"Memory grows. {summary}");
        }
    }

    private static (int First, int? Count) Asked()
    {
        string[] parts = Environment.GetEnvironmentVariable(Switch)?.Split('+') ?? [];
        return parts switch
        {
            [var count] => (0, int.Parse(count, CultureInfo.InvariantCulture)),
            [var first, var count] => (int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)),
            _ => (0, null),
        };
    }

    /// <summary>The document's operations and schemas, and every name that the service tells of its models and methods.</summary>
    private static async Task<RequestGrammar> GrammarAsync(ServiceProcess service, CancellationToken cancel)
    {
        var document = JsonElement.Parse(await service.Http.GetByteArrayAsync("/openapi/textclassify.v1.json", cancel));
        var words = new Words(
            JsonElement.Parse(await service.Http.GetByteArrayAsync("/models", cancel)),
            JsonElement.Parse(await service.Http.GetByteArrayAsync("/explainers", cancel)));
        return new RequestGrammar(
            Operation.Read(document), new BodyGrammar(document.GetProperty("components").GetProperty("schemas"), words), words);
    }
}
