using System.Globalization;
using TextClassify.Api.Identity;

namespace TextClassify.Security;

public sealed class KeyTests(KeyedService keyed) : IClassFixture<KeyedService>
{
    private const string Fine = """{"inputs":"a fine film"}""";

    [Theory]
    [InlineData("Authorization")]
    [InlineData("X-Api-Key")]
    public async Task Classify_KeyWithScope_Answers(string header) =>
        Assert.Equal(200, (int)(await keyed.SendAsync("POST", "/classify", KeyedService.Of(Scopes.Classify), Fine, header)).Status);

    [Fact]
    public async Task Explain_KeyWithoutScope_NamesTheScope()
    {
        var problem = (await keyed.SendAsync("POST", "/explain", KeyedService.Of(Scopes.Classify), Fine)).Problem();

        Assert.Equal((403, "missing-scope"), (problem.Status, problem.Type));
        Assert.Contains("scope explain", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_RefusedKey_IsNotInIt()
    {
        const string Secret = "key-that-must-not-be-written-down-1234";

        await keyed.SendAsync("POST", "/classify", Secret, Fine);
        await keyed.SendAsync("POST", "/classify", KeyedService.AllScopes, Fine);

        Assert.All(keyed.Service.Log.Events, entry => Assert.DoesNotContain(Secret, entry.Line, StringComparison.Ordinal));
        Assert.All(keyed.Service.Log.Events, entry => Assert.DoesNotContain(KeyedService.AllScopes, entry.Line, StringComparison.Ordinal));
    }

    /// <summary>Two texts of three tokens are a minute's worth of six; the third waits for half a minute, and a little was regained
    /// since.</summary>
    [Fact]
    public async Task Classify_QuotaUsedUp_SaysWhenAgain()
    {
        var answers = new List<Infrastructure.Answer>();
        for (int i = 0; i < 3; i++)
        {
            answers.Add(await keyed.SendAsync("POST", "/classify", KeyedService.Small, Fine));
        }

        Assert.Equal([200, 200, 429], answers.Select(answer => (int)answer.Status));
        Assert.Equal("quota-exceeded", answers[2].Problem().Type);
        Assert.Equal(KeyedService.SmallQuota, answers[2].Json.GetProperty("limit").GetInt32());
        Assert.InRange(int.Parse(answers[2].Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture), 20, 30);
        Assert.Equal(200, (int)(await keyed.SendAsync("POST", "/classify", KeyedService.AllScopes, Fine)).Status);
    }
}
