using System.Diagnostics;
using System.Globalization;
using TextClassify.Inference.Serving;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Settings;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>
/// Fills a folder with answers to real texts, repeated at other times until there are enough. One text a request, from callers nobody
/// knows, over four weeks; three cohorts; 1 of 1,000 has a label. The store's own code commits them, makes files and adds up, but on one
/// thread, 65,536 a commit and no waiting between: so the files are those of a service, and the time it takes is not.
/// </summary>
internal static class StoreFill
{
    private const int Labelled = 1_000;

    private static readonly string[] Parts = ["predictions", "evidence", "sums", "tokens", "wide"];

    private static readonly TimeSpan Span = TimeSpan.FromDays(28);
    private static readonly string?[] Cohorts = [null, null, null, null, null, null, null, "shop/a", "shop/a", "shop/b"];

    public static StoreSettings Settings(string folder) => new()
    {
        Folder = folder,
        Retention = TimeSpan.FromDays(365),
        SealInterval = TimeSpan.FromSeconds(20),
    };

    public static string Run(string folder, long count, ITextClassifier model, StoredItem[] items, CancellationToken cancellationToken)
    {
        var settings = Settings(folder);
        var chance = new Random(1);
        var end = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        Directory.CreateDirectory(folder);
        var database = new OutboxDatabase(folder);
        database.Upgrade();
        var sealer = new Sealer(database, settings, TimeProvider.System, new ReplacedFiles(settings, TimeProvider.System));
        using (var writer = new OutboxWriter(database))
        {
            for (long number = 0; number < count;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var requests = new List<StoredRequest>(settings.SealRows);
                var labels = new List<Label>();
                for (; number < count && requests.Count < settings.SealRows; number++)
                {
                    var at = end - (Span * ((count - number) / (double)count));
                    var request = Request(model, items[chance.Next(items.Length)], at, Cohorts[chance.Next(Cohorts.Length)]);
                    requests.Add(request);
                    if (number % Labelled == 0)
                    {
                        string label = model.Labels[chance.Next(10) == 0 ? 0 : request.Items[0].Label];
                        labels.Add(new Label(request.Id, 0, "benchmark", label, request.At));
                    }
                }

                writer.Commit(requests, labels, []);
                sealer.Run(all: true);
            }
        }

        // A round makes one group of each level.
        for (int last = 0, now = -1; now != last; sealer.Run(all: true))
        {
            (last, now) = (now, Directory.GetFiles(folder, "wide-*.parquet").Length);
        }

        string parts = string.Join(", ", Parts.Select(
            name => string.Create(CultureInfo.InvariantCulture, $"{name} {Bytes(folder, name) / count:F1}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} predictions in {watch.Elapsed.TotalSeconds:F0} s, {Bytes(folder, "") / count:F1} bytes each ({parts})\n");
    }

    public static StoredRequest Request(ITextClassifier model, StoredItem item, DateTimeOffset at, string? cohort)
    {
        var id = Guid.CreateVersion7(at);
        return new StoredRequest
        {
            Id = id,
            At = at.ToUnixTimeMilliseconds() * 1_000,
            Model = model.Manifest.Name,
            Version = model.Manifest.Version,
            Labels = model.Labels,
            Cohort = cohort,
            Block = (byte)(id.ToByteArray()[^1] % StoredRequest.Blocks),
            Items = [item with { Index = 0 }],
        };
    }

    private static double Bytes(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + "*.parquet").Sum(file => (double)new FileInfo(file).Length);
}
