using System.Globalization;

namespace TextClassify.Replays;

/// <summary>
/// Texts with times, sent to the service in their order at these times. A few of them always; all of them, with a table of what drifted,
/// by <c>TEXTCLASSIFY_REPLAY=FOLDER</c>, which leaves the records there; <c>TEXTCLASSIFY_REPLAY_EVERY=N</c> takes every Nth text.
/// </summary>
public sealed class ReplayTests
{
    private const int PerDay = 120;
    private const int LabelEvery = 3;
    private const int Copies = 5;
    private const int CopyRows = 4_000;
    private const int WindowRows = 250;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replay_OfTwoDays_RecordsThemAtTheirTimesAndHoldsThemApart()
    {
        var rows = DatedSet.Tweets.Read().Where(row => row.At.UtcDateTime.Day is 18 or 22).GroupBy(row => row.At.UtcDateTime.Day)
            .SelectMany(day => day.Take(PerDay)).ToArray();
        string folder = Directory.CreateTempSubdirectory("textclassify-replay-").FullName;
        await using (var replay = new Replay(DatedSet.Tweets.Model, folder, rows[0].At))
        {
            string id = "";
            foreach (var row in rows)
            {
                id = await replay.SendAsync(row);
            }

            await replay.RecordedAsync(rows.Length);
            await replay.LabelAsync(id, rows[^1].Label);

            var last = (await replay.GetAsync("/predictions?limit=1")).GetProperty("predictions")[0];
            Assert.Equal(rows[^1].At, last.GetProperty("at").GetDateTimeOffset());
            var days = (await replay.GetAsync("/quality?by=day")).GetProperty("groups").EnumerateArray().ToArray();
            Assert.Equal(
                [("2015-02-18", PerDay, 0), ("2015-02-22", PerDay, 1)],
                days.Select(day => (
                    day.GetProperty("group").GetString()!, day.GetProperty("predictions").GetInt32(),
                    day.GetProperty("labelled").GetInt32())));
            var drift = await replay.GetAsync("/drift?from=2015-02-22&referenceFrom=2015-02-18&referenceTo=2015-02-19");
            var signal = drift.GetProperty("signals")[0];
            Assert.Equal(
                (PerDay, PerDay), (signal.GetProperty("referenceCount").GetInt32(), signal.GetProperty("windowCount").GetInt32()));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("airline_tweets")]
    [InlineData("reviews_dated")]
    public async Task Replay_OfAll_TellsWhatDrifted(string name)
    {
        string into = Folder();
        var set = name == DatedSet.Tweets.Name ? DatedSet.Tweets : DatedSet.Reviews;
        int every = int.TryParse(Environment.GetEnvironmentVariable("TEXTCLASSIFY_REPLAY_EVERY"), out int given) ? given : 1;
        var rows = set.Read().Where((_, i) => i % every == 0).ToArray();
        await using var replay = new Replay(set.Model, Path.Combine(into, set.Name), rows[0].At);
        var labels = new List<(string Id, string Label)>();
        for (int i = 0; i < rows.Length; i++)
        {
            string id = await replay.SendAsync(rows[i]);
            if (i % LabelEvery == 0)
            {
                labels.Add((id, rows[i].Label));
            }
        }

        await replay.RecordedAsync(rows.Length);
        foreach (var (id, label) in labels)
        {
            await replay.LabelAsync(id, label);
        }

        await File.WriteAllTextAsync(Path.Combine(into, $"{set.Name}.md"), await ReplayReport.OfAsync(replay, set), Cancel);
        var all = (await replay.GetAsync("/quality")).GetProperty("all");
        Assert.Equal(
            (rows.Length, labels.Count), (all.GetProperty("predictions").GetInt32(), all.GetProperty("labelled").GetInt32()));
    }

    /// <summary>The same tweets at times that chance deals to them: whatever differs between two windows then is a false alarm.</summary>
    [Fact]
    public async Task Replay_AtShuffledTimes_AlarmsNoMoreThanIsConfigured()
    {
        string into = Folder();
        var rows = DatedSet.Tweets.Read();
        var start = rows[0].At.UtcDateTime.Date;
        var chance = new Random(1);
        await using var replay = new Replay(DatedSet.Tweets.Model, Path.Combine(into, "shuffled"), start);
        for (int copy = 0; copy < Copies; copy++)
        {
            chance.Shuffle(rows);
            for (int i = 0; i < CopyRows; i++)
            {
                await replay.SendAsync(rows[i] with { At = start.AddSeconds((copy * CopyRows) + i) });
            }
        }

        await replay.RecordedAsync(Copies * CopyRows);
        var found = new NullCounts();
        for (int window = 0; window + 1 < Copies * CopyRows / WindowRows; window += 2)
        {
            string[] edges =
            [
                .. Enumerable.Range(window, 3).Select(edge => start.AddSeconds(edge * WindowRows).ToString(
                    "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            ];
            found.Add(await replay.GetAsync($"/drift?referenceFrom={edges[0]}&referenceTo={edges[1]}&from={edges[1]}&to={edges[2]}"));
        }

        await File.WriteAllTextAsync(Path.Combine(into, "shuffled.md"), found.ToString(), Cancel);

        // At 0.01 a comparison; 6 of 40 by chance would be once in 10,000 such tests.
        Assert.InRange(found.Alarms, 0, 5);
    }

    private static string Folder()
    {
        string? folder = Environment.GetEnvironmentVariable("TEXTCLASSIFY_REPLAY");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "TEXTCLASSIFY_REPLAY names no folder.");
        return folder;
    }
}
