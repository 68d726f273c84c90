using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// Two versions of a shipped model take turns while the service is asked at a fixed rate: load, activate, unload. No request may fail, and
/// memory must come back with every version that goes.
/// </summary>
internal static class Swaps
{
    private const int Connections = 16;
    private const double Rate = 200;
    private const int Settling = 20;
    private const double MostGrowth = 0.05;

    /// <exception cref="DataException">A request failed, or memory grew; the message has the figures.</exception>
    public static async Task<string> RunAsync(string solution, int swaps, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-swap-").FullName;
        try
        {
            Copy(Path.Combine(ShippedModels.Folder(solution), ShippedModels.Name, "1"), folder, "1");
            Copy(Path.Combine(ShippedModels.Folder(solution), ShippedModels.Name, "1"), folder, "2");
            using var service = await ServiceProcess.StartAsync(solution, cancellationToken, folder: folder);
            return await RunAsync(service, swaps, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(ServiceProcess service, int swaps, CancellationToken cancellationToken)
    {
        using var operate = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.Port}") };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string[] texts = LengthMix.Read(LengthMix.Both, DataFolder.Resolve(null));
        byte[][] requests = [.. texts.Select(text => LoopbackClient.Request("/classify", LoadReport.Json(ShippedModels.Name, text)))];
        using var load = new OpenLoop(service.Port, Connections);
        bool done = false;
        var asking = Task.Run(
            () =>
            {
                var results = new List<LoadResult>();
                while (!Volatile.Read(ref done))
                {
                    results.Add(load.Run(requests, Rate, TimeSpan.FromSeconds(1), stop.Token));
                }

                return results;
            },
            stop.Token);

        await PostAsync(operate, "1/unload", cancellationToken);
        var memory = new List<double>();
        var times = new List<double>();
        string active = "2";
        for (int swap = 0; swap < Settling + swaps; swap++)
        {
            long started = Stopwatch.GetTimestamp();
            string next = active == "1" ? "2" : "1";
            await PostAsync(operate, next + "/load", cancellationToken);
            await PostAsync(operate, next + "/activate", cancellationToken);
            await PostAsync(operate, active + "/unload", cancellationToken);
            active = next;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            memory.Add(service.WorkingSet / (1024.0 * 1024));
        }

        Volatile.Write(ref done, true);
        var answers = await asking;
        long failed = answers.Sum(one => one.Refused), answered = answers.Sum(one => one.Latencies.TotalCount);
        double p99 = answers.Select(one => one.At(99)).Order().ElementAt(answers.Count / 2);
        double settled = memory.Skip(Settling).Take(Math.Max(1, swaps / 4)).Max(), last = memory.TakeLast(Math.Max(1, swaps / 4)).Max();
        times.Sort();
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {swaps} swaps of `{ShippedModels.Name}` (after {Settling} to settle) at {Rate:F0} requests/s, on {Machine.Read()}: {answered} answered, {failed} failed,
            p99 {p99:F1} ms (median of its seconds); a swap (load, activate, unload) takes {times[times.Count / 2]:F0} ms, {times[^1]:F0} at most; resident memory {memory[0]:F0} MiB after the first,
            {settled:F0} at most in the first quarter, {last:F0} in the last ({100 * ((last / settled) - 1):F1} %; target: at most 5 %).

            """);
        return failed == 0 && last <= settled * (1 + MostGrowth) ? summary : throw new DataException(summary);
    }

    private static async Task PostAsync(HttpClient operate, string path, CancellationToken cancellationToken)
    {
        using var answer = await operate.PostAsync($"/models/{ShippedModels.Name}/{path}", null, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new DataException($"{path}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
        }
    }

    private static void Copy(string from, string folder, string version)
    {
        string to = Directory.CreateDirectory(Path.Combine(folder, ShippedModels.Name, version)).FullName;
        foreach (string path in Directory.EnumerateFiles(from))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }

        string file = Path.Combine(to, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllBytes(file))!;
        manifest["version"] = version;
        File.WriteAllText(file, manifest.ToJsonString());
    }
}
