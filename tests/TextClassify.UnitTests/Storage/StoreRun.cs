using Microsoft.Extensions.Logging.Abstractions;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;
using TextClassify.Storage.Sealing;
using TextClassify.Storage.Settings;

namespace TextClassify.Storage;

/// <summary>A store over a folder, and short ways to use it.</summary>
internal sealed class StoreRun : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly Sealer _sealer;

    /// <param name="folder">Of the store.</param>
    /// <param name="change">Of its settings.</param>
    /// <param name="fileRows">What <see cref="SealAsync"/> takes for a file's full size; the store itself makes none meanwhile.</param>
    /// <param name="database">How to connect to the database that is shared; null where none is.</param>
    public StoreRun(
        string folder, Func<StoreSettings, StoreSettings>? change = null, int? fileRows = null, string? database = null)
    {
        var settings = new StoreSettings
        {
            Folder = folder,
            Database = database,
            CommitInterval = TimeSpan.FromMilliseconds(1),
            Retention = TimeSpan.FromDays(36_500),
            SealInterval = TimeSpan.FromHours(1),
            KeepReplaced = TimeSpan.Zero,
        };
        settings = change?.Invoke(settings) ?? settings;
        Store = new PredictionStore(settings, TimeProvider.System, NullLogger.Instance);
        _sealer = new Sealer(
            new OutboxDatabase(folder), settings with { SealRows = fileRows ?? settings.SealRows }, TimeProvider.System,
            Store.Replica?.Replaced ?? new ReplacedFiles(settings, TimeProvider.System));
    }

    public PredictionStore Store { get; }

    public async Task RecordAsync(params IEnumerable<StoredRequest> requests)
    {
        foreach (var request in requests)
        {
            Assert.True(await Store.RecordAsync(Sample.Pending(request)));
        }
    }

    public async Task LabelAsync(int number, string label, int item = 0, string source = "anyone", long at = Sample.Day) =>
        Assert.True(await Store.LabelAsync(new Label(Sample.Id(number), item, source, label, at)));

    public Task<T> AskAsync<T>(Func<Inquiry, T> ask) => Store.Questions.AskAsync(ask, Cancel);

    /// <summary>Makes a file of all that is committed.</summary>
    /// <param name="away">Whether the database may be away.</param>
    public async Task SealAsync(bool away = false)
    {
        await Store.Opened;
        if (Store.Replica is { } replica)
        {
            Assert.True(replica.Round(_ => _sealer.Run(all: true)) || away, replica.Reason);
        }
        else
        {
            _sealer.Run(all: true);
        }
    }

    public void Dispose() => Store.Dispose();
}
