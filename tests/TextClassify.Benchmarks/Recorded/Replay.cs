using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Storage;
using TextClassify.Storage.Outbox;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>
/// Sets that have times, recorded at these times (moved, so that retention keeps them) with the labels people gave, and what the service
/// then says of each window against the first.
/// </summary>
internal static class Replay
{
    private const int TokensTold = 6;

    private static readonly ReplaySet[] Sets =
    [
        new(
            "reviews_dated", "reviews_dated/all.jsonl.gz", "date",
            ["1997-01-01", "2005-01-01", "2006-01-01", "2006-07-01", "2007-01-01"]),
        new(
            "airline_tweets", "airline_tweets/all.jsonl.gz", "time",
            ["2015-02-16", "2015-02-20", "2015-02-21", "2015-02-22", "2015-02-23", "2015-02-24", "2015-02-25"]),
    ];

    public static async Task<string> RunAsync(string solution, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
        foreach (var set in Sets)
        {
            string folder = Directory.CreateTempSubdirectory("textclassify-replay-").FullName;
            try
            {
                var shift = await FillAsync(folder, set, shipped, cancellationToken);
                text.Append("### ").Append(set.Name).Append("\n\n").Append(await AskAsync(solution, folder, set, shift, cancellationToken))
                    .Append('\n');
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return text.ToString();
    }

    /// <returns>By how much times were moved, in whole days.</returns>
    private static async Task<TimeSpan> FillAsync(
        string folder, ReplaySet set, ShippedModels shipped, CancellationToken cancellationToken)
    {
        var rows = RealAnswers.Rows(set.File).Where(row => row.GetProperty(set.Time).ValueKind == JsonValueKind.String)
            .Select(row => (
                Text: row.GetProperty("text").GetString()!, Label: row.GetProperty("label").GetString()!,
                At: DateTimeOffset.Parse(
                    row.GetProperty(set.Time).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)))
            .OrderBy(row => row.At).ToArray();
        var items = await RealAnswers.OfAsync(shipped.Model, [.. rows.Select(row => row.Text)], cancellationToken);
        var shift = TimeSpan.FromDays(Math.Floor((TimeProvider.System.GetUtcNow() - rows[^1].At).TotalDays));
        using var store = new PredictionStore(StoreFill.Settings(folder), TimeProvider.System, NullLogger.Instance);
        var stored = new List<Task<bool>>();
        foreach (var item in items)
        {
            var row = rows[item.Index];
            var request = StoreFill.Request(shipped.Model, item, row.At + shift, set.Name);
            stored.Add(store.RecordAsync(new MadeRecord(request)));
            if (shipped.Model.Labels.Contains(row.Label))
            {
                stored.Add(store.LabelAsync(new Label(request.Id, 0, "replay", row.Label, request.At)));
            }
        }

        return (await Task.WhenAll(stored)).All(kept => kept) ? shift : throw new IOException("Not all could be recorded.");
    }

    private static async Task<string> AskAsync(
        string solution, string folder, ReplaySet set, TimeSpan shift, CancellationToken cancellationToken)
    {
        using var service = await ServiceProcess.StartAsync(
            solution, cancellationToken,
            settings: ["--Memory:Directory", folder, "--Memory:Level", "Evidence", "--Memory:Retention", "3650.00:00:00"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.Port}") };
        var table = new MarkdownTable(
            "window", "texts", "labels", "estimated", "measured", "label alarm after", "drift from the package",
            "drift from the first window", "words that changed");
        for (int window = 0; window + 1 < set.Edges.Length; window++)
        {
            string of = $"model={ShippedModels.Name}&from={Moved(window)}&to={Moved(window + 1)}";
            var quality = await GetAsync($"/quality?{of}");
            var all = quality.GetProperty("all");
            var package = await GetAsync($"/drift?{of}");
            JsonElement? first = window == 0 ? null : await GetAsync($"/drift?{of}&referenceFrom={Moved(0)}&referenceTo={Moved(1)}");
            table.Add(
                set.Edges[window], all.GetProperty("predictions").GetRawText(), all.GetProperty("labelled").GetRawText(),
                Share(all, "estimated"), Share(all, "measured"), After(quality), Alarms(package), first is { } drift ? Alarms(drift) : "",
                first is { } words ? Words(words) : "");
        }

        return table.ToString();

        string Moved(int edge) => (DateTimeOffset.Parse(
            set.Edges[edge], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) + shift).ToString(
                "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

        async Task<JsonElement> GetAsync(string path) => JsonElement.Parse(await http.GetStringAsync(path, cancellationToken));
    }

    private static string Share(JsonElement all, string name) => all.TryGetProperty(name, out var band)
        ? string.Create(CultureInfo.InvariantCulture, $"{band.GetProperty("value").GetDouble():P1}")
        : "";

    private static string After(JsonElement quality) =>
        quality.TryGetProperty("labelAlarm", out var alarm) && alarm.TryGetProperty("after", out var after) ? after.GetRawText() : "none";

    private static string Alarms(JsonElement drift)
    {
        string[] alarms =
        [
            .. drift.GetProperty("signals").EnumerateArray().Where(signal => signal.GetProperty("alarm").GetBoolean()).Select(
                signal => $"{signal.GetProperty("signal").GetString()} {Number(signal, "effect")}"),
        ];
        return alarms.Length == 0 ? "none" : string.Join(", ", alarms);
    }

    private static string Words(JsonElement drift)
    {
        var changed = drift.GetProperty("tokens").EnumerateArray().Where(token => token.GetProperty("alarm").GetBoolean()).ToArray();
        string shown = string.Join(", ", changed.Take(TokensTold).Select(
            token => $"{token.GetProperty("text").GetString()} ({Number(token, "reference")} to {Number(token, "window")})"));
        return changed.Length == 0 ? "none" : $"{changed.Length}: {shown}";
    }

    private static string Number(JsonElement of, string name) =>
        of.GetProperty(name).GetDouble().ToString("F2", CultureInfo.InvariantCulture);

    private sealed record ReplaySet(string Name, string File, string Time, string[] Edges);
}
