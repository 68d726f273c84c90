using TextClassify.Models;
using TextClassify.Storage.Outbox;
using TextClassify.Storage.Querying;
using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>Sums are a way to answer faster: whatever is asked, the answer is the one that the rows give.</summary>
public sealed class RollUpTests : IDisposable
{
    private const long Hour = 3_600_000_000;
    private const int Requests = 3_000;

    private static readonly string[] Words = ["fine", "dull", "film", "plot", "the"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, PredictionFilter> Questions => new()
    {
        { "all", new PredictionFilter() },
        { "model", new PredictionFilter { Model = "polarity", Version = "1" } },
        { "label", new PredictionFilter { Label = "negative" } },
        { "cohort", new PredictionFilter { Cohort = "a" } },
        { "whole days", new PredictionFilter { From = Sample.Day + (24 * Hour), To = Sample.Day + (48 * Hour) } },
        { "within a day", new PredictionFilter { From = Sample.Day + (30 * Hour) + 1, To = Sample.Day + (32 * Hour) } },
        { "within an hour", new PredictionFilter { From = Sample.Day + (30 * Hour) + 1, To = Sample.Day + (30 * Hour) + 1_000_000_000 } },
        { "from", new PredictionFilter { From = Sample.Day + (25 * Hour) + 7, Cohort = "a" } },
        { "to", new PredictionFilter { To = Sample.Day + (50 * Hour) + 7 } },
        { "wrong", new PredictionFilter { Wrong = true } },
        { "nothing", new PredictionFilter { Model = "other" } },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Questions_FromSums_AreAnsweredAsFromRows(string name, PredictionFilter filter)
    {
        using var rows = new TempFolder();
        using var plain = new StoreRun(rows.Path);
        using var summed = new StoreRun(_folder.Path, fileRows: 1_000);
        foreach (var run in new[] { plain, summed })
        {
            foreach (var part in Made().Chunk(1_200))
            {
                await run.RecordAsync(part.Take(1));
                foreach (var request in part.Skip(1))
                {
                    Assert.True(run.Store.TryRecord(Sample.Pending(request)));
                }

                await run.LabelAsync(Number(part.Length), "negative");
                if (run == summed)
                {
                    await run.SealAsync();
                }
            }

            for (int number = 0; number < Requests; number += 7)
            {
                await run.LabelAsync(Number(number), number % 3 == 0 ? "negative" : "positive");
            }
        }

        using var connection = new OutboxDatabase(_folder.Path).Open();
        var files = SealedFile.All(connection, null);
        Assert.Contains(files, file => file.Has(RollUps.Predictions | RollUps.TokensByCohort));
        Assert.Equivalent(await AllAsync(plain, filter), await AllAsync(summed, filter), strict: true);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void ConfidenceBins_OfPackageAndStore_AreTheSame() => Assert.Equal(ReferenceProfile.ConfidenceBins, Binning.ConfidenceBins);

    private static Task<object[]> AllAsync(StoreRun run, PredictionFilter filter) => run.AskAsync(ask => new object[]
    {
        ask.ExtentOf(filter),
        Enum.GetValues<QualityGroup>().Select(by => ask.Quality(filter, by)).ToArray(),
        ask.Confusion(filter),
        ask.Orphans(),
        new[] { Binning.Labels(Sample.Labels), Binning.Confidence, Binning.Tokens([1, 2]), Binning.Unknown }
            .SelectMany(binning => new[] { ask.Histograms(filter, binning, false), ask.Histograms(filter, binning, true) }).ToArray(),
        ask.Tokens(filter, 1, 1, 100),
        ask.Tokens(filter, 40, 4, 100),
        ask.Tokens(filter with { Token = "fine" }, 1, 1, 100),
        ask.Page(filter, null, 50),
        ask.HasCohort("a"),
        ask.HasCohort("nobody"),
    });

    /// <summary>Ids end in one of four values: few groups of requests make few sums.</summary>
    private static int Number(int request) => (request / 4 * StoredRequest.Blocks) + (request % 4);

    /// <summary>Three days of requests, every number a multiple of a power of two: sums are exact in any order.</summary>
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
