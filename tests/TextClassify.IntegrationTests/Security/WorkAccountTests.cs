using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using TextClassify.Api.Security;

namespace TextClassify.Security;

public sealed class WorkAccountTests
{
    private static readonly ClaimsPrincipal Worker = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "worker")], KeyRing.Scheme));

    private readonly Quotas _quotas = new(
        Options.Create(new SecurityOptions { Keys = { ["worker"] = new ApiKeyOptions { TokensPerMinute = 1_000 } } }),
        new FakeTimeProvider());

    [Fact]
    public async Task Finish_AfterAFailedAttempt_KeepsWhatBothRan()
    {
        var account = new WorkAccount(_quotas, Worker);
        await account.WaitAsync(5_000, TestContext.Current.CancellationToken);

        account.Ran(600);
        account.Ran(900);
        account.Finish(5_000);
        account.Close();

        // 1,000 - 1,500 leave a debt of 500, and one more token.
        Assert.Equal(31, _quotas.Take(Worker, 1)!.RetryAfterSeconds);
    }

    [Fact]
    public async Task Close_TakenAndNeverRun_GivesItBackOnce()
    {
        var account = new WorkAccount(_quotas, Worker);
        await account.WaitAsync(300, TestContext.Current.CancellationToken);
        account.Ran(300);
        account.Finish(300);
        await account.WaitAsync(700, TestContext.Current.CancellationToken);

        account.Close();
        account.Close();

        Assert.Null(_quotas.Take(Worker, 700));
        Assert.NotNull(_quotas.Take(Worker, 1));
    }
}
