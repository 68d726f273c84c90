using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using TextClassify.Api.Identity;
using TextClassify.Api.Security;
using TextClassify.Inference.Sharing;

namespace TextClassify.Security;

public sealed class CallerOfRunsTests
{
    [Theory]
    [InlineData("key", "batch", "192.0.2.7", "key/batch")]
    [InlineData("jwt", "batch", "192.0.2.7", "jwt/batch")]
    [InlineData(Callers.Open, "anyone", "192.0.2.7", "address/192.0.2.7")]
    [InlineData(null, null, "192.0.2.7", "address/192.0.2.7")]
    [InlineData(null, null, "::ffff:192.0.2.7", "address/192.0.2.7")]
    [InlineData(null, null, "2001:db8:1:2:3:4:5:6", "address/2001:db8:1:2::/64")]
    [InlineData(null, null, "2001:db8:1:2:ffff::1", "address/2001:db8:1:2::/64")]
    [InlineData(null, null, "fe80::1%3", "address/fe80::/64")]
    public async Task Begin_AnyCaller_RunsAreCountedAsTheirs(string? scheme, string? name, string address, string expected)
    {
        var http = new DefaultHttpContext
        {
            User = scheme is null ? new ClaimsPrincipal(new ClaimsIdentity()) : Callers.Of(scheme, name!, []),
        };
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        RunOwner? seen = null, later = null;

        await CallerOfRuns.Begin(http, async _ =>
        {
            seen = RunOwner.Current;
            await Task.Yield();
            later = RunOwner.Current;
        });

        Assert.Equal(expected, seen?.Caller);
        Assert.Same(seen, later);
        Assert.Null(RunOwner.Current);
    }
}
