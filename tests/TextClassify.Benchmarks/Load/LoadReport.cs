using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Settings;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Load;

/// <summary>The service under load, service and load generator on one core each.</summary>
internal static class LoadReport
{
    /// <summary>Of the section in docs/benchmarks.md.</summary>
    public const string Heading = "## Load";

    private const int ServiceCore = 0;
    private const int LoadCore = 1;
    private const int Connections = 64;
    private const double Light = 0.4;

    public static async Task<string> MeasureAsync(
        string solution, ITextClassifier loaded, TimeSpan part, CancellationToken cancellationToken)
    {
        string data = DataFolder.Resolve(null);
        string model = loaded.Manifest.Name;
        var limits = BatchingRules.Of(new InferenceOptions()).Interactive;
        using var sessions = Opened(solution, loaded);
        var runner = new OnnxBlockRunner(sessions, GraphFeed.OfWords, loaded.Forward.Shape);

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            {Heading}

            Written by `dotnet run -c Release --project tests/TextClassify.Benchmarks -- load {part.TotalSeconds:F0}`.

            - Machine: {Machine.Read()}; load average over the cores when it began: {Machine.Load():F2}.
            - Service on core {ServiceCore}, load generator on core {LoadCore}; {Connections} kept-alive connections; model `{model}`, {part.TotalSeconds:F0} s a figure.
            - Requests go out by a fixed schedule, and a latency counts from the time its request was due. Percentiles are medians over seconds, and behind them those of
              all seconds together: where the machine is a guest, its host stops a core for about 100 ms now and then, generator and service alike.

            ### Saturation


            """);

        // What the graph takes is measured on the core that the service will have.
        Pin(ServiceCore);
        var table = new MarkdownTable("length mix", "padding", "padding, first come", "texts/s", "texts/s, first come", "ratio");
        foreach (string mix in new[] { LengthMix.Short, LengthMix.Long, LengthMix.Both })
        {
            Compare(mix, Rows(loaded.Encoder, mix, data), rounds: mix == LengthMix.Short ? 20 : 3);
        }

        // What the model reads of a review is cut; the mix itself is not.
        Compare($"{LengthMix.Long}, whole", Rows(loaded.Encoder.WithLimit(limits.MaxTokens), LengthMix.Long, data), rounds: 3);

        Pin(LoadCore);
        using var service = await ServiceProcess.StartAsync(solution, cancellationToken, ServiceCore);
        using var load = new OpenLoop(service.Port, Connections);
        using var alone = new OpenLoop(service.Port, connections: 1);
        byte[][] texts = Requests(model, LengthMix.Short, data, "/classify");
        byte[][] longer = Requests(model, LengthMix.Long, data, "/classify");

        var full = await Saturation.MeasureAsync(
            service, load, texts, GraphTime(runner, Rows(loaded.Encoder, LengthMix.Short, data)), part, cancellationToken);
        double rate = full.Rate;
        var between = await BatchCounters.ReadAsync(service.Port, cancellationToken);
        load.Run(longer, double.PositiveInfinity, part, cancellationToken);
        var longBatches = (await BatchCounters.ReadAsync(service.Port, cancellationToken)).Since(between);
        var idle = LoadSeconds.Run(alone, texts, rate: 20, part, cancellationToken);
        var loaded70 = LoadSeconds.Run(load, texts, 0.7 * rate, part, cancellationToken);

        // Explanations run code that is not compiled yet, on the one core.
        await WithExplanationsAsync(service.Port, model, data, load, texts, Light * rate, part, cancellationToken);
        var explained = await WithExplanationsAsync(service.Port, model, data, load, texts, 0.7 * rate, part, cancellationToken);
        var light = LoadSeconds.Run(load, texts, Light * rate, part, cancellationToken);
        var lightExplained = await WithExplanationsAsync(service.Port, model, data, load, texts, Light * rate, part, cancellationToken);

        var saturation = new MarkdownTable("SST-2 development texts, one a request", "value");
        Add("t_http: an empty endpoint (GET /health/live) at saturation, ms", 1000 * full.Http, "F4");
        Add($"t_model: the forward graph in batches chosen from {Connections} texts, ms a text", 1000 * full.Graph, "F4");
        Add("1 / (t_http + t_model), requests/s", full.Bound, "F0");
        Add("POST /classify at saturation, requests/s", rate, "F0");
        Add("share of the bound (target: at least 0.85)", full.Share, "F2");
        Add("share of its core that the service got meanwhile; other processes had the rest", full.CoreShare, "F2");
        Add("rows of a run, padding at saturation", full.Batches.RowsARun, "F1", full.Batches.Padding);
        Add("the same with the IMDB mix (target: padding at most 1.10)", longBatches.RowsARun, "F1", longBatches.Padding);
        Add("idle p50, ms", idle.At(50), "F3");
        Add("p50 at 70 % of saturation, ms", loaded70.At(50), "F3");
        Add("p99 at 70 % of saturation, ms; of all seconds together", loaded70.At(99), "F3", loaded70.OfAll(99));
        Add("p99 over the idle p50 (target: at most 10)", loaded70.At(99) / idle.At(50), "F1");
        Add(
            "answers other than 200",
            full.Refused + idle.Refused + loaded70.Refused + explained.Refused + light.Refused + lightExplained.Refused,
            "F0");
        Add("p99 at the same rate beside a full-speed stream of /explain, ms", explained.At(99), "F3", explained.OfAll(99));
        Add("over the p99 without it (target: at most 2)", explained.At(99) / loaded70.At(99), "F1");
        Add("p99 at 40 % of saturation, ms", light.At(99), "F3", light.OfAll(99));
        Add("the same beside the stream of /explain, ms", lightExplained.At(99), "F3", lightExplained.OfAll(99));
        Add("over the p99 without it (target: at most 2)", lightExplained.At(99) / light.At(99), "F1");
        text.Append(saturation).Append(
            "\n### Padding\n\nTargets: padding at most 1.10 and at least 1.5x on the IMDB mix. A full queue of "
                + $"{QueueComparison.Full} texts, by the service's choice of batches and by first come, in this process on one core. "
                + $"The model reads at most {loaded.Encoder.MaxTokens} tokens of a review; the last row is of the same graph and whole "
                + "reviews.\n\n").Append(table);
        return text.ToString();

        void Compare(string name, ReadOnlyMemory<int>[] rows, int rounds)
        {
            QueueComparison.SecondsAText(runner, rows, limits, QueueComparison.Full, rounds: 1);
            QueueComparison.AddTo(table, name, runner, rows, limits, rounds);
        }

        void Add(string name, double value, string format, double? second = null) => saturation.Add(
            name,
            value.ToString(format, CultureInfo.InvariantCulture) + (second is { } other
                ? ", " + other.ToString("F3", CultureInfo.InvariantCulture)
                : ""));
    }

    /// <summary>The full load alone, as a line: for trying what makes it faster.</summary>
    public static async Task<string> SaturationAsync(
        string solution, ITextClassifier loaded, TimeSpan part, CancellationToken cancellationToken)
    {
        string data = DataFolder.Resolve(null);
        using var sessions = Opened(solution, loaded);
        var graph = GraphTime(
            new OnnxBlockRunner(sessions, GraphFeed.OfWords, loaded.Forward.Shape), Rows(loaded.Encoder, LengthMix.Short, data));
        using var service = await ServiceProcess.StartAsync(solution, cancellationToken, ServiceCore);
        using var load = new OpenLoop(service.Port, Connections);
        graph();
        var full = await Saturation.MeasureAsync(
            service, load, Requests(loaded.Manifest.Name, LengthMix.Short, data, "/classify"), graph, part, cancellationToken);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"share {full.Share:F3}: {1e6 / full.Rate:F1} µs a request, http {1e6 * full.Http:F1}, graph {1e6 * full.Graph:F1}; "
                + $"{full.Batches.RowsARun:F1} rows a run, {full.CoreShare:F2} of the core\n");
    }

    /// <summary>The graph on the service's core, after which this process is on its own again.</summary>
    private static Func<double> GraphTime(OnnxBlockRunner runner, ReadOnlyMemory<int>[] rows) => () =>
    {
        Pin(ServiceCore);
        double seconds = QueueComparison.SecondsAText(
            runner, rows, BatchingRules.Of(new InferenceOptions()).Interactive, Connections, rounds: 5);
        Pin(LoadCore);
        return seconds;
    };

    private static ReadOnlyMemory<int>[] Rows(ITextEncoder encoder, string mix, string data) =>
        [.. LengthMix.Read(mix, data).Select(given => encoder.Encode(given).Ids).Where(ids => !ids.IsEmpty)];

    private static byte[][] Requests(string model, string mix, string data, string path) =>
        [.. LengthMix.Read(mix, data).Select(given => LoopbackClient.Request(path, Json(model, given)))];

    /// <summary>The same load beside one caller who explains text after text.</summary>
    private static async Task<LoadSeconds> WithExplanationsAsync(
        int port, string model, string data, OpenLoop load, byte[][] texts, double rate, TimeSpan part, CancellationToken cancellationToken)
    {
        byte[][] explains = Requests(model, LengthMix.Short, data, "/explain");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = Task.Run(
            () =>
            {
                using var client = new LoopbackClient(port);
                for (int turn = 0; !stop.IsCancellationRequested; turn++)
                {
                    client.Exchange(explains[turn % explains.Length]);
                }
            },
            cancellationToken);
        var result = LoadSeconds.Run(load, texts, rate, part, cancellationToken);
        await stop.CancelAsync();
        await stream;
        return result;
    }

    private static SharedSession Opened(string solution, ITextClassifier loaded)
    {
        string path = Path.Combine(
            ShippedModels.Folder(solution), loaded.Manifest.Name, loaded.Manifest.Version, ModelManifest.ForwardFile);
        return new SharedSession(new SessionFactory(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu }).Open(path).Session);
    }

    public static string Json(string model, string text) => JsonSerializer.Serialize(new { model, inputs = text });

    /// <summary>Every thread of this process: the affinity that .NET sets on Linux is the first thread's alone.</summary>
    private static void Pin(int core)
    {
        using var pinning = Process.Start(
            new ProcessStartInfo("taskset", ["-a", "-c", "-p", $"{core}", $"{Environment.ProcessId}"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("taskset did not start.");
        pinning.WaitForExit();
    }
}
