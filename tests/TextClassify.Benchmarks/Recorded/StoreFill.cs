using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Inference.Serving;
using TextClassify.Storage;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Records;
using TextClassify.Storage.Settings;

namespace TextClassify.Benchmarks.Recorded;

/// <summary>
/// Fills a folder through the store's own writer: answers to real texts, repeated at other times until there are enough. One text a
/// request, from callers nobody knows, over four weeks; three cohorts; 1 of 1,000 has a label.
/// </summary>
internal static class StoreFill
{
    private const int Labelled = 1_000;

    /// <summary>Predictions that may wait to become a file: the outbox of a service that is not asked more than it can.</summary>
    private const int MostOpen = 300_000;

    private static readonly string[] Parts = ["predictions", "evidence", "sums", "tokens", "wide"];

    /// <summary>Half seconds for the sums of the last files; small ones get none.</summary>
    private const int MostWaits = 120;

    private static readonly TimeSpan Span = TimeSpan.FromDays(28);
    private static readonly string?[] Cohorts = [null, null, null, null, null, null, null, "shop/a", "shop/a", "shop/b"];

    public static StoreSettings Settings(string folder) => new()
    {
        Folder = folder,
        Retention = TimeSpan.FromDays(365),
        SealInterval = TimeSpan.FromSeconds(20),
    };

    public static async Task<string> RunAsync(
        string folder, long count, ITextClassifier model, StoredItem[] items, CancellationToken cancellationToken)
    {
        var settings = Settings(folder);
        var chance = new Random(1);
        var end = TimeProvider.System.GetUtcNow();
        var watch = Stopwatch.StartNew();
        var labels = new List<Task<bool>>();
        using (var store = new PredictionStore(settings, TimeProvider.System, NullLogger.Instance))
        {
            for (long number = 0; number < count; number++)
            {
                var at = end - (Span * ((count - number) / (double)count));
                var request = Request(model, items[chance.Next(items.Length)], at, Cohorts[chance.Next(Cohorts.Length)]);
                while (!store.TryRecord(new MadeRecord(request)))
                {
                    await Task.Delay(5, cancellationToken);
                }

                if (number % Labelled == 0)
                {
                    string label = model.Labels[chance.Next(10) == 0 ? 0 : request.Items[0].Label];
                    labels.Add(store.LabelAsync(new Label(request.Id, 0, "benchmark", label, request.At)));
                }

                if (number % settings.SealRows == 0)
                {
                    await WaitAsync(folder, number, cancellationToken);
                }
            }

            await Task.WhenAll(labels);

            // Rounds that were behind, and a last one, make files of what is left; sums follow.
            await Task.Delay(6 * settings.SealInterval, cancellationToken);
            for (int wait = 0; wait < MostWaits && Count(folder, "tokens-") < Count(folder, "evidence-"); wait++)
            {
                await Task.Delay(500, cancellationToken);
            }
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

    private static async Task WaitAsync(string folder, long number, CancellationToken cancellationToken)
    {
        while (number - (Count(folder, "predictions-") * 65_536L) > MostOpen)
        {
            await Task.Delay(50, cancellationToken);
        }
    }

    private static double Bytes(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + "*.parquet").Sum(file => (double)new FileInfo(file).Length);

    private static int Count(string folder, string name) =>
        Directory.EnumerateFiles(folder, name + "*.parquet").Count();
}
