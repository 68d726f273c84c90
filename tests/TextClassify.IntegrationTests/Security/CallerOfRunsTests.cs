using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using TextClassify.Api.Security;
using TextClassify.Inference.Sharing;

namespace TextClassify.Security;

public sealed class CallerOfRunsTests
{
    [Theory]
    [InlineData("key", "batch", "key/batch")]
    [InlineData("jwt", "batch", "jwt/batch")]
    [InlineData(Callers.Open, "anyone", "address/192.0.2.7")]
    [InlineData(null, null, "address/192.0.2.7")]
    public async Task Begin_AnyCaller_RunsAreCountedAsTheirs(string? scheme, string? name, string expected)
    {
        var http = new DefaultHttpContext { User = scheme is null ? new ClaimsPrincipal(new ClaimsIdentity()) : Callers.Of(scheme, name!, []) };
        http.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.7");
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
