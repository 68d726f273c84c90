using TextClassify.Storage.Querying;
using TextClassify.Storage.Querying.Versions;
using TextClassify.Storage.Records;

namespace TextClassify.Storage;

/// <summary>Two versions over the same texts: known answers, in files and before them.</summary>
public sealed class VersionPairTests : IDisposable
{
    private static readonly PredictionFilter Polarity = new() { Model = "polarity" };

    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Pair_TextsOfEitherAndOfBoth_CountsEachTextOnce()
    {
        using var run = new StoreRun(_folder.Path);

        // Text 5 twice by version 1: its newest answer counts. Text 6 is of version 1 alone, text 7 of version 2, text 8 of neither.
        await run.RecordAsync(Answer(1, text: 5, "1", label: 1), Answer(2, text: 5, "1", label: 0), Answer(3, text: 6, "1", label: 0));
        await run.SealAsync();
        await run.RecordAsync(Answer(4, text: 5, "2", label: 1), Answer(5, text: 7, "2", label: 1), Answer(6, text: 8, "3", label: 0));
        await run.LabelAsync(2, "negative");

        var (texts, flips, rows) = await run.AskAsync(ask =>
        {
            var paired = ask.Pair(Polarity, "2", "1");
            var found = ask.Flips();
            return (paired, found, ask.Rows([.. ask.FlipRows(found[0], 9).SelectMany(one => new[] { one.Against, one.Version })]));
        });

        Assert.Equal(new VersionTexts(2, 2, 1, 0, 1), texts);
        Assert.Equal(new LabelFlip("negative", "positive", 1, 1, 1, 0), Assert.Single(flips));
        Assert.Equal([Sample.Id(4), Sample.Id(2)], rows.Select(one => one.Id));
    }

    [Fact]
    public async Task Pair_OfACohortAndAWindow_KnowsNoOther()
    {
        using var run = new StoreRun(_folder.Path);
        await run.RecordAsync(
            Answer(1, text: 5, "1", 0) with { Cohort = "a" }, Answer(2, text: 5, "2", 0) with { Cohort = "a" },
            Answer(3, text: 6, "1", 0) with { Cohort = "b" }, Answer(4, text: 6, "2", 0) with { Cohort = "b" });

        var (ofOne, late) = await run.AskAsync(ask => (
            ask.Pair(Polarity with { Cohort = "a" }, "1", "2"), ask.Pair(Polarity with { From = Sample.Day + 3_500 }, "1", "2")));

        Assert.Equal(new VersionTexts(1, 1, 1, 1, 0), ofOne);
        Assert.Equal(new VersionTexts(0, 1, 0, 0, 0), late);
    }

    /// <summary>Shares are those of the places: half a logit, one and a half, and so on; what one side lacks has none there.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_OfTextsWithOneLabel_HaveBothSharesAndTheirDifference(bool files)
    {
        using var run = new StoreRun(_folder.Path);
        await run.RecordAsync(
            Answer(1, 5, "1", 1, "good", "film"), Answer(2, 5, "2", 1, "film", "good"),
            Answer(3, 6, "1", 1, "good"), Answer(4, 6, "2", 1, "new"),
            Answer(5, 7, "1", 0, "good"), Answer(6, 7, "2", 1, "good"),
            Answer(7, 8, "1", 1, "good"), Answer(8, 8, "2", 1));
        if (files)
        {
            await run.SealAsync();
        }

        var found = await run.AskAsync(ask =>
        {
            ask.Pair(Polarity, "2", "1");
            return ask.TokensOfPairs(null, 1, 1);
        });

        Assert.Equal(2, found.Texts);
        Assert.Equal(
            [
                new("film", "positive", 1, 1, 1, new(1.5, 2.25), new(0.5, 0.25), new(-1, 1)),
                new("good", "positive", 2, 2, 1, new(1, 0.5), new(1.5, 2.25), new(0.5, 1.25)),
                new PairedToken("new", "positive", 1, 0, 1, new(0, 0), new(0.5, 0.25), new(0.5, 0.25)),
            ],
            found.Tokens);
    }

    [Fact]
    public async Task Tokens_OfOneCallersGroup_AreToldToThoseWhoMaySeeThemAlone()
    {
        using var run = new StoreRun(_folder.Path);
        await run.RecordAsync(Answer(1, 5, "1", 1, "good"), Answer(2, 5, "2", 1, "good"));

        var found = await run.AskAsync(ask =>
        {
            ask.Pair(Polarity, "2", "1");
            return (ask.TokensOfPairs("positive", 1, 2).Tokens, ask.TokensOfPairs("negative", 1, 1));
        });

        Assert.Empty(found.Item1);
        Assert.Equal(0, found.Item2.Texts);
    }

    public void Dispose() => _folder.Dispose();

    private static StoredRequest Answer(int number, int text, string version, int label, params string[] pieces)
    {
        var request = Sample.Request(number, label, version: version, pieces: pieces.Length > 0 ? pieces : null);
        return request with
        {
            Items = [request.Items[0] with { TextHash = [.. Enumerable.Repeat((byte)text, StoredItem.TextHashBytes)] }],
        };
    }
}
