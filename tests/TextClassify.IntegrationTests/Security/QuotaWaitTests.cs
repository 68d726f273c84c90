using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Security;

namespace TextClassify.Security;

public sealed class QuotaWaitTests
{
    private const long TenMillion = 10_000_000;

    private static readonly ClaimsPrincipal Worker = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "worker")], KeyRing.Scheme));

    private readonly FakeTimeProvider _time = new();
    private readonly Quotas _quotas;

    public QuotaWaitTests() => _quotas = new Quotas(
        Options.Create(new SecurityOptions { Keys = { ["worker"] = new ApiKeyOptions { TokensPerMinute = 1 } } }), _time);

    /// <summary>Nineteen years of debt, more than a timer runs, are given back while they are waited for.</summary>
    [Fact]
    public async Task WaitAsync_DebtIsGivenBack_EndsWithinASecond()
    {
        Assert.Null(_quotas.Take(Worker, TenMillion));
        var waiting = _quotas.WaitAsync(Worker, 1, TestContext.Current.CancellationToken).AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(waiting.IsCompleted);

        _quotas.GiveBack(Worker, TenMillion);
        for (int i = 0; i < 100 && !waiting.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.True(waiting.IsCompletedSuccessfully);
    }
}
