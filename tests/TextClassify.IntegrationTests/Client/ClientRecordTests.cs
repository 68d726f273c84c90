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
}
