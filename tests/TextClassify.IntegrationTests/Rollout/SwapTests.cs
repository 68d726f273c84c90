using System.Globalization;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Rollout;

/// <summary>Versions are swapped in the real process while callers, a stream and an explanation in events use them.</summary>
public sealed class SwapTests
{
    private const int Settling = 10;
    private const int Swaps = 40;
    private const int Callers = 3;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    /// <summary>
    /// Load, activate, unload, again and again (the benchmarks' swap does it a hundred times with a model that is shipped): no request
    /// fails, each answer is whole from the version it names, a stream that began before all of it ends on the version it began with, and
    /// memory is what it was.
    /// </summary>
    [Fact]
    public async Task Swap_ManyTimesUnderTraffic_FailsNoRequestAndGivesMemoryBack()
    {
        using var models = new VersionedModels("1", "2");
        await using var service = new ServiceProcess(
            ["--Models:Directory", models.Folder, "--Models:WatchInterval", "00:00:00.200", "--Api:LogFormat", "None"]);
        await service.ReadyAsync(Cancel);
        var first = await AskAsync(service, "tiny/1");
        var second = await AskAsync(service, "tiny/2");
        Assert.NotEqual(first.Scores, second.Scores);
        await SendAsync(service, "/models/tiny/1/unload", 200);

        bool stop = false, fed = false;
        long answered = 0;
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => CallAsync())];
        using var stream = new LineConnection(service.Port);
        await stream.SendHeadAsync(Cancel);
        var streaming = FeedAsync();
        var read = stream.ReadUntilAsync("\"computeMs\"", Cancel);

        string active = "2";
        for (int swap = 0; swap < Settling; swap++)
        {
            await SwapAsync();
        }

        // The stream has version 2, which was unloaded more than once since: its lease holds it, and nothing else does.
        Volatile.Write(ref fed, true);
        await streaming;
        string lines = await read;
        Assert.Contains("\"version\":\"2\"", lines[..lines.IndexOf("\"index\":0", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("\"failed\":0", lines[lines.LastIndexOf("\"summary\"", StringComparison.Ordinal)..], StringComparison.Ordinal);

        long settled = 0, last = 0;
        for (int swap = 0; swap < Swaps; swap++)
        {
            await SwapAsync();
            settled = swap < Swaps / 4 ? Math.Max(settled, service.ResidentMemory) : settled;
            last = swap >= Swaps * 3 / 4 ? Math.Max(last, service.ResidentMemory) : last;
        }

        Volatile.Write(ref stop, true);
        await Task.WhenAll(callers);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{answered} requests over {Settling + Swaps} swaps; resident MiB {settled >> 20} at most in the first quarter, "
                    + $"{last >> 20} in the last."));
        Assert.True(answered > Swaps, $"{answered} requests are no traffic.");
        Assert.True(last <= settled * 1.05, $"Memory grows: {settled >> 20} MiB, then {last >> 20} MiB.");

        async Task SwapAsync()
        {
            string next = active == "1" ? "2" : "1";
            await SendAsync(service, $"/models/tiny/{next}/load", 200);
            await SendAsync(service, $"/models/tiny/{next}/activate", 200);

            // 202 while the stream has it.
            await SendAsync(service, $"/models/tiny/{active}/unload", 200, 202);
            active = next;
        }

        // A live stream sends 240 bytes a second.
        async Task FeedAsync()
        {
            string some = string.Concat(Enumerable.Repeat("\"the plot is good\"\n", 10));
            while (!Volatile.Read(ref fed))
            {
                await stream.SendAsync(some, Cancel);
                await Task.Delay(100, Cancel);
            }

            await stream.EndAsync(Cancel);
        }

        async Task CallAsync()
        {
            for (int turn = 0; !Volatile.Read(ref stop); turn++)
            {
                if (turn % 8 == 0)
                {
                    await ExplainAsync(service);
                }

                var answer = await AskAsync(service, "tiny");
                Assert.Equal(answer.Version == "1" ? first : second, answer);
                Interlocked.Increment(ref answered);
            }
        }
    }

    /// <summary>A generation in events runs to its end on a version that is unloaded meanwhile.</summary>
    [Fact]
    public async Task Unload_WhileAGenerationRuns_ItEndsOnItsVersion()
    {
        using var models = new SmallModels();
        string second = Path.Combine(models.Folder, "rhyme", "2");
        Directory.CreateDirectory(second);
        foreach (string path in Directory.EnumerateFiles(Path.Combine(models.Folder, "rhyme", "1")))
        {
            string text = Path.GetFileName(path) == "model.json"
                ? (await File.ReadAllTextAsync(path, Cancel)).Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal)
                : "";
            if (text.Length > 0)
            {
                await File.WriteAllTextAsync(Path.Combine(second, "model.json"), text, Cancel);
            }
            else
            {
                File.Copy(path, Path.Combine(second, Path.GetFileName(path)));
            }
        }

        await using var service = new ServiceProcess(["--Models:Directory", models.Folder, "--Api:LogFormat", "None"]);
        await service.ReadyAsync(Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/generate")
        {
            Content = new StringContent("""{"model":"rhyme/1","prompt":"the cat","length":400,"seed":1}""", null, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var answer = await service.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var events = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        await events.ReadLineAsync(Cancel);

        await SendAsync(service, "/models/rhyme/1/unload", 200, 202);
        string text2 = await events.ReadToEndAsync(Cancel);

        Assert.Contains("event: final", text2, StringComparison.Ordinal);
        Assert.Contains("\"version\":\"1\"", text2, StringComparison.Ordinal);
        Assert.DoesNotContain("event: error", text2, StringComparison.Ordinal);
        using var gone = await service.Http.PostAsync(
            "/score", new StringContent("""{"model":"rhyme/1","inputs":"the cat"}""", null, "application/json"), Cancel);
        Assert.Equal(404, (int)gone.StatusCode);
    }

    private static async Task ExplainAsync(ServiceProcess service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/explain")
        {
            Content = new StringContent(
                """{"inputs":"the plot is good","method":"integrated_gradients","parameters":{"n_steps":64}}""", null, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        using var answer = await service.Http.SendAsync(request, Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(
            answer.IsSuccessStatusCode
                && text.Contains("event: final", StringComparison.Ordinal)
                && !text.Contains("event: error", StringComparison.Ordinal),
            text);
    }

    /// <summary>Scores to three digits: a batch of another shape rounds otherwise.</summary>
    private static async Task<(string Version, string Sha256, string Scores)> AskAsync(ServiceProcess service, string model)
    {
        using var answer = await service.Http.PostAsync(
            "/classify",
            new StringContent($$"""{"model":"{{model}}","inputs":["good","the plot is bad"]}""", null, "application/json"),
            Cancel);
        string text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, text);
        var json = JsonElement.Parse(text);
        var used = json.GetProperty("model");
        var scores = json.GetProperty("results").EnumerateArray().SelectMany(result => result.GetProperty("scores").EnumerateArray())
            .Select(
                score => $"{score.GetProperty("label").GetString()} "
                    + $"{score.GetProperty("score").GetDouble().ToString("F3", CultureInfo.InvariantCulture)}")
            .Order(StringComparer.Ordinal);
        return (used.GetProperty("version").GetString()!, used.GetProperty("sha256").GetString()!, string.Join(", ", scores));
    }

    private static async Task SendAsync(ServiceProcess service, string path, params int[] statuses)
    {
        using var answer = await service.Http.PostAsync(path, null, Cancel);
        Assert.True(statuses.Contains((int)answer.StatusCode), $"{path}: {await answer.Content.ReadAsStringAsync(Cancel)}");
    }
}
