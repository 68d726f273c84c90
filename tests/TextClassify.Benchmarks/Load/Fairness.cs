using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TextClassify.Api.Identity;
using TextClassify.Api.Security;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Load;

/// <summary>
/// One caller's small requests, alone and beside eight callers who send the dearest there are, by turns: what others do may not be felt
/// much. With keys each of the nine has one; without, all nine come from one address.
/// </summary>
internal static class Fairness
{
    public const string Heading = "## Callers beside each other";

    private const int DearCallers = 8;
    private const int Turns = 3;
    private const double MostExplain = 5;
    private const double MostClassify = 2;

    // Between two requests of the small caller: someone at a keyboard, or a service with little to ask.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private static readonly string Sentence = Sentences.All[9];
    private static readonly string Long = string.Join(' ', Enumerable.Repeat(Sentences.All[7], 6));
    private static readonly string Page = string.Join(' ', Enumerable.Repeat(Sentences.All[7], 100));

    private static readonly (string Name, string Path, object Body, double Most)[] Small =
    [
        ("`/classify`", "/classify", new { model = ShippedModels.Name, inputs = Sentence }, MostClassify),
        ("`/explain`", "/explain", new { model = ShippedModels.Name, inputs = Sentence }, MostExplain),
        ("`/explain` by occlusion", "/explain", new { model = ShippedModels.Name, inputs = Sentence, method = "occlusion" }, MostExplain),
    ];

    private static readonly (string Name, string Path, object Body)[] Dear =
    [
        ("anchors, every parameter at its dearest", "/explain", Explain("anchors", new
        {
            n_samples = 100_000, batch_size = 1_000, beam_size = 8, threshold = 0.999, tau = 0.01, delta = 0.001, max_anchor_size = 100,
        })),
        ("shapley_sampling of 10,000", "/explain", Explain("shapley_sampling", new { n_samples = 10_000 })),
        ("integrated gradients of 1,000 steps", "/explain", Explain("integrated_gradients", new { n_steps = 1_000 })),
        ("`/generate` of 400 characters", "/generate", new { model = "language", prompt = "It was", length = 400 }),
        ("`/score` of 8 texts of 18,000 characters", "/score", new { model = "language", inputs = Enumerable.Repeat(Page, 8) }),
        ("`/hidden-states/search` of a pattern", "/hidden-states/search", new
        {
            model = ShippedModels.Name,
            state = "word",
            pattern = new { units = new[] { 1, 2, 3 }, threshold = 0.01 },
        }),
        ("`/classify` of 16 long texts", "/classify", new { model = ShippedModels.Name, inputs = Enumerable.Repeat(Long, 16) }),
    ];

    /// <param name="solution">The working tree, built for release.</param>
    /// <param name="part">Of each small request in each turn, alone and beside the dear ones.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataException">A small caller's median grew by more than it may; the message has the figures.</exception>
    public static async Task<string> RunAsync(string solution, TimeSpan part, CancellationToken cancellationToken)
    {
        var table = new MarkdownTable(
            ["eight callers with", "keys", .. Small.SelectMany(small => new[] { $"{small.Name} alone", "beside", "ratio" })]);
        bool holds = true;
        foreach (bool keys in new[] { false, true })
        {
            using var service = await ServiceProcess.StartAsync(solution, cancellationToken, settings: keys ? KeySettings() : []);
            await MeasureAsync(service, keys, Small.Length * part, cancellationToken);
            foreach (var (name, path, body) in Dear)
            {
                var turns = new List<(Samples[] Alone, Samples[] Beside)>();
                for (int turn = 0; turn < Turns; turn++)
                {
                    var alone = await MeasureAsync(service, keys, part, cancellationToken);
                    using var dear = new DearLoad(
                        service.Port,
                        [.. Enumerable.Range(0, DearCallers).Select(caller => Request(path, body, keys ? Key(caller) : null))]);
                    await Task.Delay(part, cancellationToken);
                    turns.Add((alone, await MeasureAsync(service, keys, part, cancellationToken)));
                }

                string[] cells = [.. Small.SelectMany((small, index) =>
                {
                    double ratio = new Samples(turns.Select(turn => turn.Beside[index].Median / turn.Alone[index].Median)).Median;
                    holds &= ratio <= small.Most;
                    return new[]
                    {
                        Text(new Samples(turns.Select(turn => turn.Alone[index].Median)).Median, "F1"),
                        Text(new Samples(turns.Select(turn => turn.Beside[index].Median)).Median, "F1"),
                        Text(ratio, "F1"),
                    };
                })];
                table.Add([name, keys ? "yes" : "no", .. cells]);
            }
        }

        string section = string.Create(CultureInfo.InvariantCulture, $"""
            {Heading}

            Median milliseconds of one caller's request of a sentence, alone and beside eight callers on a connection each who send the dearest requests one after
            another, {Turns} turns of {part.TotalSeconds:F0} s a request, and the median of the turns' ratios; the client has the same machine. With keys each caller has one, without all come from
            one address. Targets: `/explain` within {MostExplain:F0}x, `/classify` within {MostClassify:F0}x. Written by `Benchmarks -- fairness`, on {Machine.Read()}, load average over the cores {Machine.Load():F1}.

            {table}
            """);
        return holds ? section : throw new DataException(section);
    }

    private static async Task<Samples[]> MeasureAsync(ServiceProcess service, bool keys, TimeSpan part, CancellationToken cancellationToken)
    {
        using var client = new LoopbackClient(service.Port);
        byte[][] requests = [.. Small.Select(small => Request(small.Path, small.Body, keys ? Key(DearCallers) : null))];
        var times = requests.Select(_ => new List<double>()).ToArray();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Small.Length * part)
        {
            for (int i = 0; i < requests.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long start = Stopwatch.GetTimestamp();
                client.Exchange(requests[i]);
                times[i].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                await Task.Delay(Pause, cancellationToken);
            }
        }

        return [.. times.Select(list => new Samples(list))];
    }

    private static byte[] Request(string path, object body, string? key) =>
        LoopbackClient.Request(path, JsonSerializer.Serialize(body), key);

    private static object Explain(string method, object parameters) =>
        new { model = ShippedModels.Name, inputs = Long, method, parameters };

    private static string Key(int caller) => $"a-key-of-a-benchmark-and-nothing-else-{caller}";

    private static string[] KeySettings() =>
    [
        .. Enumerable.Range(0, DearCallers + 1).SelectMany(caller => new[]
        {
            $"--Security:Keys:caller{caller}:Hash", KeyHash.Text(Key(caller)),
            $"--Security:Keys:caller{caller}:Scopes", string.Join(',', Scopes.All),
        }),
    ];

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
