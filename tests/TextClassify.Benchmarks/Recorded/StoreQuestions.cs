using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TextClassify.Benchmarks.Http;
using TextClassify.Benchmarks.Measuring;
using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>Fills a folder of predictions where it is empty, and asks the service about it as the page does.</summary>
internal static class StoreQuestions
{
    private const int Rounds = 20;
    private const double MiB = 1_024 * 1_024;

    /// <summary>Reviews by sentence, reviews of products, tweets: none of a test split.</summary>
    private static readonly string[] Files = ["sst2/train.jsonl.gz", "cr/all.jsonl.gz", "airline_tweets/all.jsonl.gz"];

    private static readonly string[] Tokens =
    [
        "the", "film", "flight", "great", "awful", "wooden", "service", "phone", "moving", "delay", "charm", "battery", "boring", "love",
        "late", "thanks", "plot", "cast", "camera", "dull",
    ];

    public static async Task<string> RunAsync(string solution, string folder, long count, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        if (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder, "*.parquet").Any())
        {
            using var shipped = await ShippedModels.LoadAsync(solution, threads: 1, cancellationToken);
            string[] texts = [.. Files.SelectMany(RealAnswers.Rows).Select(row => row.GetProperty("text").GetString()!)];
            var items = await RealAnswers.OfAsync(shipped.Model, texts, cancellationToken);
            text.Append(StoreFill.Run(folder, count, shipped.Model, items, cancellationToken));
            Console.Write(text);
        }

        using var service = await ServiceProcess.StartAsync(
            solution, cancellationToken,
            settings: ["--Memory:Directory", folder, "--Memory:Level", "Evidence", "--Memory:Retention", "365.00:00:00"]);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{service.Port}"), Timeout = TimeSpan.FromMinutes(2) };
        double before = service.WorkingSet / MiB;
        string model = $"model={ShippedModels.Name}";
        string week = TimeProvider.System.GetUtcNow().AddDays(-7).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string day = TimeProvider.System.GetUtcNow().AddDays(-7).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var labels = await LabelsAsync(http, model, cancellationToken);
        string[] overview = [$"/quality/overview?{model}", $"/drift?{model}", $"/predictions?{model}&wrong=true&limit=50"];
        var table = new MarkdownTable("question", "first, ms", "p50, ms", "p95, ms", "processor p50, ms", "p95, ms");
        await AskAsync("the Overview, all it asks at once", _ => overview);
        await AskAsync("its sums alone", _ => overview[..1]);
        await AskAsync("its sums of 7 days that begin within an hour", _ => [$"{overview[0]}&from={week}"]);
        await AskAsync("accuracy by day", _ => [$"/quality?{model}&by=day"]);
        await AskAsync("accuracy of 7 days that begin within an hour", _ => [$"/quality?{model}&by=hour&from={week}"]);
        await AskAsync("drift against the package", _ => [$"/drift?{model}"]);
        await AskAsync("drift of 7 days that begin within one", _ => [$"/drift?{model}&from={week}"]);
        await AskAsync("tokens of a label", _ => [$"/explanations/global?{model}&label={labels[0]}"]);
        await AskAsync("tokens of a label in a cohort", _ => [$"/explanations/global?{model}&label={labels[0]}&cohort=shop/b"]);
        await AskAsync("tokens of 7 whole days", _ => [$"/explanations/global?{model}&from={day}"]);
        await AskAsync("tokens of 7 days that begin within one", _ => [$"/explanations/global?{model}&from={week}"]);
        await AskAsync("one token", round => [$"/explanations/global?{model}&token={Tokens[round % Tokens.Length]}"]);
        await AskAsync(
            "one token in a cohort", round => [$"/explanations/global?{model}&cohort=shop/a&token={Tokens[round % Tokens.Length]}"]);
        await AskAsync("the newest texts with a token", round => [$"/predictions?{model}&limit=20&token={Tokens[round % Tokens.Length]}"]);
        await AskAsync("the newest predictions", _ => [$"/predictions?{model}&limit=100"]);
        text.Append(table).Append(CultureInfo.InvariantCulture, $"""

            MiB of the service before the first question: {before:F0}; after the last: {service.WorkingSet / MiB:F0}; at most:
            {service.PeakWorkingSet / MiB:F0}.

            """);
        return text.ToString();

        async Task AskAsync(string name, Func<int, string[]> paths)
        {
            List<double> times = [], spent = [];
            for (int round = 0; round < Rounds; round++)
            {
                var (start, spentBefore) = (Stopwatch.GetTimestamp(), service.ProcessorTime);
                await Task.WhenAll(paths(round).Select(async path =>
                {
                    using var answer = await http.GetAsync(path, cancellationToken);
                    if (!answer.IsSuccessStatusCode)
                    {
                        throw new DataException($"{path}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
                    }
                }));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                spent.Add((service.ProcessorTime - spentBefore).TotalMilliseconds);
            }

            var (later, cost) = (new Samples(times.Skip(1)), new Samples(spent.Skip(1)));
            table.Add(
                name, Number(times[0]), Number(later.Median), Number(later.Quantile(0.95)), Number(cost.Median),
                Number(cost.Quantile(0.95)));
        }
    }

    private static async Task<string[]> LabelsAsync(HttpClient http, string model, CancellationToken cancellationToken)
    {
        // Of an answer that reads nothing of the store: the first question is to be Overview's.
        using var models = JsonDocument.Parse(await http.GetStringAsync("/models", cancellationToken));
        string name = model[(model.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return
        [
            .. models.RootElement.GetProperty("models").EnumerateArray().First(one => one.GetProperty("name").GetString() == name)
                .GetProperty("labels").EnumerateArray().Select(label => label.GetString()!),
        ];
    }

    private static string Number(double value) => value.ToString("F0", CultureInfo.InvariantCulture);
}
