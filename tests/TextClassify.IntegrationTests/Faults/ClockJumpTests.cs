using TextClassify.Api.Identity;
using TextClassify.Infrastructure;
using TextClassify.Security;

namespace TextClassify.Faults;

/// <summary>The wall clock is set while the service runs. Waits, quotas and readiness go by the steady clock; only the end of keys goes by
/// the wall's.</summary>
public sealed class ClockJumpTests
{
    private const string Fine = """{"inputs":"a fine film"}""";

    [Theory]
    [InlineData(60 * 60)]
    [InlineData(-60 * 60)]
    [InlineData(400 * 24 * 60 * 60)]
    public async Task Clock_Jumps_NothingFailsAndNoQuotaIsGivenBack(int seconds)
    {
        var clock = new JumpingClock();
        var factory = new ServiceFactory(
            new FixedRegistry("polarity", PolarityModel.Over(PolarityModel.Forward())), KeyedService.Settings())
        {
            Clock = clock,
        };
        await using var service = new Service(factory);
        Assert.Equal(200, await AskAsync(service, KeyedService.Small));
        Assert.Equal(200, await AskAsync(service, KeyedService.Small));

        clock.Offset = TimeSpan.FromSeconds(seconds);

        Assert.Equal(429, await AskAsync(service, KeyedService.Small));
        Assert.Equal(200, await AskAsync(service, KeyedService.Of(Scopes.Classify)));
        Assert.Equal(200, (int)(await service.GetAsync("/health/ready")).Status);
    }

    private static async Task<int> AskAsync(Service service, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/classify")
        {
            Content = Service.Body(System.Text.Encoding.UTF8.GetBytes(Fine), "application/json"),
        };
        request.Headers.Add("X-Api-Key", key);
        return (int)(await service.SendAsync(request)).Status;
    }

    private sealed class JumpingClock : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
