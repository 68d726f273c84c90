using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

/// <summary>The limits that <c>GET /models</c> tells are those in force: each is asked for at the limit and one beyond.</summary>
public sealed class ToldLimitsTests(Service service) : IClassFixture<Service>
{
    [Theory]
    [InlineData("/classify")]
    [InlineData("/explain")]
    [InlineData("/hidden-states")]
    public async Task MaxTextLength_AtIt_IsAnsweredAndOneBeyondRefused(string path)
    {
        int limit = await ToldAsync("maxTextLength");

        var at = await service.PostAsync(path, Body("fine" + new string(' ', limit - 4)));
        var beyond = await service.PostAsync(path, Body("fine" + new string(' ', limit - 3)));

        Assert.Equal(200, (int)at.Status);
        Assert.Equal("text-too-long", beyond.Problem().Type);
    }

    [Theory]
    [InlineData("/classify")]
    [InlineData("/explain")]
    [InlineData("/hidden-states")]
    public async Task MaxInputs_AtIt_IsAnsweredAndOneBeyondRefused(string path)
    {
        int limit = await ToldAsync("maxInputs");

        var at = await service.PostAsync(path, Body(Enumerable.Repeat("fine", limit)));
        var beyond = await service.PostAsync(path, Body(Enumerable.Repeat("fine", limit + 1)));

        Assert.Equal(limit, at.Json.GetProperty("results").GetArrayLength());
        Assert.Equal("too-many-inputs", beyond.Problem().Type);
    }

    [Fact]
    public async Task MaxTokens_AtIt_IsReadWholeAndOneBeyondCut()
    {
        int limit = await ToldAsync("maxTokens");

        var answer = await service.PostAsync(
            "/classify", Body(new[] { limit, limit + 1 }.Select(tokens => string.Join(' ', Enumerable.Repeat("a", tokens)))));

        Assert.Equal(
            [(limit, false), (limit + 1, true)],
            answer.Json.GetProperty("results").EnumerateArray().Select(
                result => (result.GetProperty("tokenCount").GetInt32(), result.GetProperty("truncated").GetBoolean())));
    }

    private static string Body(object inputs) => JsonSerializer.Serialize(new { inputs });

    private async Task<int> ToldAsync(string limit) =>
        (await service.GetAsync("/models/polarity")).Json.GetProperty("limits").GetProperty(limit).GetInt32();
}
