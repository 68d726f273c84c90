using TextClassify.Memory;

namespace TextClassify.Client;

public sealed class ClientRecordTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Erase_ByTextThenByCaller_ListsBoth()
    {
        await using var recording = new RecordingService();
        string id = await recording.RecordAsync("""["fine","dull"]""");
        var records = ClientServices.Of(recording.Service).Records;

        await records.EraseTextAsync("dull", Cancel);
        var list = await records.EraseCallerAsync("nobody", Cancel);

        Assert.Equal(["caller", "text"], list.Erasures.Select(one => one.By));
        Assert.Equal(list.Erasures.Select(one => one.Number), (await records.ErasuresAsync(Cancel)).Erasures.Select(one => one.Number));
        Assert.Single((await recording.GetAsync($"/predictions/{id}")).GetProperty("predictions").EnumerateArray());
    }

    [Fact]
    public async Task CompareVersions_OverACohort_HasWhatTheServiceSays()
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        await using (var service = VersionDiffTests.Start("Evidence", folder))
        {
            await VersionDiffTests.SendAsync(service, "2");
            await VersionDiffTests.SendAsync(service, "1");

            var diff = await ClientServices.Of(service).Records.CompareVersionsAsync(
                new VersionComparison("polarity", "1") { Version = "2", MinSupport = 2, Label = "positive", Cohort = "a/b:c" }, Cancel);

            Assert.Equal((4, 0.75, "positive"), (diff.Texts, diff.Agreement.Value, Assert.Single(diff.Flips).AgainstLabel));
            Assert.Equal("film", Assert.Single(diff.Reasons!.Signs).Text);
            Assert.Null(diff.Flips[0].Examples[0].Version.Text);
        }

        Directory.Delete(folder, recursive: true);
    }
}
