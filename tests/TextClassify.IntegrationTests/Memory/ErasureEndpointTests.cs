using System.Text.Json;

namespace TextClassify.Memory;

public sealed class ErasureEndpointTests
{
    [Fact]
    public async Task Erase_ByText_IsShownByNoQuestionAndDoneSoon()
    {
        await using var recording = new RecordingService(
            "Text", null, ("Memory:SealInterval", "00:00:00.200"), ("Memory:QueryTimeout", "00:00:03"));
        string id = await recording.RecordAsync("""["a fine film","dull"]""");
        await recording.LabelAsync(id, 1, "positive");

        var answer = await recording.Service.PostAsync("/erasures", """{"text":"dull"}""");

        Assert.True((int)answer.Status == 202, answer.Text);
        Assert.Equal("text", answer.Json.GetProperty("erasures")[0].GetProperty("by").GetString());
        var left = (await recording.GetAsync($"/predictions/{id}")).GetProperty("predictions");
        Assert.Equal("a fine film", Assert.Single(left.EnumerateArray()).GetProperty("text").GetString());
        Assert.Equal(1, (await recording.GetAsync("/quality")).GetProperty("all").GetProperty("predictions").GetInt64());
        Assert.Empty((await recording.GetAsync("/explanations/global?minSupport=1&token=dull")).GetProperty("tokens").EnumerateArray());
        for (int i = 0; !(await NewestAsync(recording)).TryGetProperty("doneAt", out _); i++)
        {
            Assert.True(i < 600, "It is never done.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, (await recording.GetAsync("/quality")).GetProperty("all").GetProperty("predictions").GetInt64());
        string later = await recording.RecordAsync("\"dull\"");
        Assert.NotEmpty((await recording.GetAsync($"/predictions/{later}")).GetProperty("predictions").EnumerateArray());
    }

    [Theory]
    [InlineData("{}", "caller")]
    [InlineData("""{"caller":"a","text":"b"}""", "caller")]
    [InlineData("""{"caller":""}""", "caller")]
    [InlineData("""{"text":""}""", "text")]
    public async Task Erase_NeitherOrBothOrEmpty_IsRefused(string body, string where)
    {
        await using var recording = new RecordingService();

        var (status, type, place, _) = (await recording.Service.PostAsync("/erasures", body)).Problem();

        Assert.Equal((400, "out-of-range", where), (status, type, place));
    }

    private static async Task<JsonElement> NewestAsync(RecordingService recording) =>
        (await recording.GetAsync("/erasures")).GetProperty("erasures")[0];
}
