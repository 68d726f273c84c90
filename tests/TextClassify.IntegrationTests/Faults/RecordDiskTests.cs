using TextClassify.Infrastructure;
using TextClassify.Memory;
using TextClassify.Telemetry;

namespace TextClassify.Faults;

/// <summary>No space under the store, and a folder that nobody may write: answers go on, and what is not kept is counted.</summary>
public sealed class RecordDiskTests
{
    private const string Required = """{"inputs":"a fine film","record":"required"}""";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Record_NoSpace_AnswersCountsAndGoesOnWhenThereIsSome()
    {
        using var disk = SmallDisk.Mount();
        await using var recording = new RecordingService("Evidence", Path.Combine(disk.Folder.FullName, "data"));
        string kept = await recording.RecordAsync("\"a fine film\"");
        disk.Fill();

        // The log of the database may have some room of its own left.
        var refused = await UntilAsync(recording, 503);
        Assert.Equal("recording-unavailable", refused.Problem().Type);
        for (int request = 0; request < 20; request++)
        {
            Assert.Equal(200, (int)(await recording.Service.PostAsync("/classify", """{"inputs":["fine","dull"]}""")).Status);
        }

        Assert.Contains(recording.Service.Log.Events, entry => entry.Line.Contains("can't be written and wait", StringComparison.Ordinal));

        File.Delete(Path.Combine(disk.Folder.FullName, ".full"));
        await UntilAsync(recording, 200);
        Assert.Single((await recording.GetAsync($"/predictions/{kept}")).GetProperty("predictions").EnumerateArray());
        var samples = (await Scrape.OfAsync(recording.Service)).Samples;
        Assert.Equal(
            samples["textclassify_records_total{outcome=\"accepted\"}"],
            samples["textclassify_records_total{outcome=\"stored\"}"] + samples["textclassify_records_total{outcome=\"dropped\"}"]
                + samples["textclassify_records_queued"]);
        Assert.InRange(samples["textclassify_records_total{outcome=\"dropped\"}"], 1, 1_000);
    }

    [Fact]
    public async Task Record_ReadOnlyFolder_AnswersAndSaysSoOnce()
    {
        using var disk = SmallDisk.Mount();
        disk.Protect();
        await using var recording = new RecordingService("Evidence", Path.Combine(disk.Folder.FullName, "data"));

        Assert.Equal(200, (int)(await recording.Service.PostAsync("/classify", """{"inputs":["fine","dull"]}""")).Status);
        Assert.Equal("recording-unavailable", (await recording.Service.PostAsync("/classify", Required)).Problem().Type);
        Assert.Equal("recording-unavailable", (await recording.Service.GetAsync("/quality")).Problem().Type);
        Assert.Single(
            recording.Service.Log.Events, entry => entry.Line.Contains("Predictions are not recorded", StringComparison.Ordinal));
    }

    private static async Task<Answer> UntilAsync(RecordingService recording, int status)
    {
        for (int request = 0; ; request++)
        {
            var answer = await recording.Service.PostAsync("/classify", Required);
            if ((int)answer.Status == status)
            {
                return answer;
            }

            Assert.True(request < 500, $"No answer had the status {status}.");
            await Task.Delay(20, Cancel);
        }
    }
}
