using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>Two stores of the same predictions over three days: one of rows alone, one of files with sums, groups of two
/// levels and files in none, and an outbox.</summary>
public sealed class RollUpStores : IAsyncLifetime
{
    public const long Hour = 3_600_000_000;

    private const int Requests = 2_700;
    private const int FileRequests = 240;

    private static readonly string[] Words = ["fine", "dull", "film", "plot", "the"];

    private readonly TempFolder _rows = new(), _sums = new();

    internal StoreRun Plain { get; private set; } = null!;

    internal StoreRun Summed { get; private set; } = null!;

    internal string Folder => _sums.Path;

    public async ValueTask InitializeAsync()
    {
        Plain = new StoreRun(_rows.Path);
        Summed = new StoreRun(_sums.Path, settings => settings with { GroupFiles = 3 }, fileRows: FileRequests);
        foreach (var run in new[] { Plain, Summed })
        {
            foreach (var part in Made().Chunk(FileRequests))
            {
                Assert.All(part.Skip(1), request => Assert.True(run.Store.TryRecord(Sample.Pending(request))));
                await run.RecordAsync(part[0]);
                await run.LabelAsync(Number(part.Length), "negative");
                if (run == Summed && part.Length == FileRequests)
                {
                    await run.SealAsync();
                }
            }

            await Task.WhenAll(Enumerable.Range(0, Requests / 7).Select(
                place => run.LabelAsync(Number(place * 7), place % 3 == 0 ? "negative" : "positive")));
        }
    }

    public ValueTask DisposeAsync()
    {
        Plain.Dispose();
        Summed.Dispose();
        _rows.Dispose();
        _sums.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Ids end in one of four values: few groups of requests make few sums.</summary>
    private static int Number(int request) => (request / 4 * StoredRequest.Blocks) + (request % 4);

    /// <summary>Every number is a multiple of a power of two: sums are exact in any order.</summary>
    private static IEnumerable<StoredRequest> Made()
    {
        var chance = new Random(3);
        for (int number = 0; number < Requests; number++)
        {
            string[] pieces = [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => Words[chance.Next(Words.Length)])];
            var request = Sample.Request(
                Number(number), chance.Next(2), chance.Next(2) == 0 ? 0.75f : 1, cohort: chance.Next(2) == 0 ? "a" : null,
                block: chance.Next(4), pieces: pieces);
            yield return request with
            {
                At = Sample.Day + (number * 72 * Hour / Requests),
                Items = [.. request.Items.Select(item => item with { Tokens = pieces.Length, Read = pieces.Length, Unknown = number % 2 })],
            };
        }
    }
}
