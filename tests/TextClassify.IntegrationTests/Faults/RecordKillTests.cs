using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Faults;

/// <summary>
/// kill -9 at random moments, commits, files and merges among them: what was acknowledged is there once. TEXTCLASSIFY_KILLS says how many;
/// docs/memory.md has what 200 gave.
/// </summary>
public sealed class RecordKillTests
{
    private const int Callers = 4;
    private const int PageSize = 1_000;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AnyMoment_EveryAcknowledgedRecordIsThereOnce()
    {
        int kills = int.TryParse(
            Environment.GetEnvironmentVariable("TEXTCLASSIFY_KILLS"), CultureInfo.InvariantCulture, out int asked) ? asked : 2;
        string folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        string[] arguments =
        [
            "--Models:Directory", TinyService.ModelsFolder, "--Api:LogFormat", "None", "--Memory:Level", "Evidence", "--Memory:Directory",
            folder, "--Memory:SealInterval", "00:00:00.100",
        ];
        var acknowledged = new ConcurrentBag<(string Id, int Items)>();
        var chance = new Random(2_027);
        for (int kill = 0; kill < kills; kill++)
        {
            var service = new ServiceProcess(arguments);
            await service.ReadyAsync(Cancel);
            Task[] callers = [.. Enumerable.Range(0, Callers).Select(caller => CallAsync(service.Http, caller, acknowledged))];
            await Task.Delay(chance.Next(100, 1_500), Cancel);

            // Disposing kills with SIGKILL.
            await service.DisposeAsync();
            await Task.WhenAll(callers);
        }

        List<(string Id, int Item)> stored;
        await using (var last = new ServiceProcess(arguments))
        {
            await last.ReadyAsync(Cancel);
            stored = await StoredAsync(last.Http);
        }

        Assert.NotEmpty(acknowledged);
        Assert.Equal(stored.Count, stored.Distinct().Count());
        var found = stored.ToHashSet();
        Assert.All(acknowledged, one => Assert.All(Enumerable.Range(0, one.Items), item => Assert.Contains((one.Id, item), found)));
        TestContext.Current.SendDiagnosticMessage(
            "{0} kills: {1} acknowledged answers, {2} stored predictions.", kills, acknowledged.Count, stored.Count);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task CallAsync(HttpClient http, int caller, ConcurrentBag<(string Id, int Items)> acknowledged)
    {
        try
        {
            for (int turn = 0; ; turn++)
            {
                int items = 1 + ((turn + caller) % 3);
                using var answer = await http.PostAsJsonAsync(
                    "/classify", new { inputs = Enumerable.Repeat("the plot is good", items), record = "required" }, Cancel);
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
                acknowledged.Add((body.GetProperty("predictionId").GetString()!, items));
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException or IOException or ObjectDisposedException
            or TaskCanceledException)
        {
            // It was killed.
        }
    }

    private static async Task<List<(string Id, int Item)>> StoredAsync(HttpClient http)
    {
        var stored = new List<(string Id, int Item)>();
        for (string? after = ""; after is not null;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/predictions?limit={PageSize}{after}", Cancel);
            stored.AddRange(page.GetProperty("predictions").EnumerateArray().Select(entry => (
                entry.GetProperty("predictionId").GetString()!, entry.GetProperty("item").GetInt32())));
            after = page.TryGetProperty("next", out var next) ? $"&after={next.GetString()}" : null;
        }

        return stored;
    }
}
