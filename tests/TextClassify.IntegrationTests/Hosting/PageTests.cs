using System.Net;
using TextClassify.Infrastructure;

namespace TextClassify.Hosting;

/// <summary>The root, which browsers and programs ask for in their own ways. The page itself is tested in a browser.</summary>
public sealed class PageTests
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData(null)]
    public async Task Root_AskedByAProgram_IsTheIndex(string? accept)
    {
        var (status, type, body) = await AskAsync(accept);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (status, type));
        Assert.Contains("\"openApi\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_AskedByABrowserWithoutAPage_SaysInOneLineWhatIsMissing()
    {
        var (status, type, body) = await AskAsync(Browser);

        Assert.Equal((HttpStatusCode.OK, "text/plain"), (status, type));
        Assert.Single(body.Trim().Split('\n'));
        Assert.Contains("Node", body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> AskAsync(string? accept)
    {
        await using var process = new ServiceProcess([]);
        await process.ReadyAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var answer = await process.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains("script-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken));
    }
}
