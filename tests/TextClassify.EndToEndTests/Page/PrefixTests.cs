using Microsoft.Playwright;
using TextClassify.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>The page and the documentation behind a proxy that shows the service under a path.</summary>
public sealed class PrefixTests(Site site)
{
    private const string Prefix = "/team/text";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_ProxyKeepsThePath_PageAndDocumentationAreWhole()
    {
        await using var service = new ServiceProcess(["--Api:PathBase", Prefix]);
        await service.ReadyAsync(Cancel);
        await using var page = await site.OpenAsync(service, path: Prefix + "/");

        await AssertWholeAsync(page);
    }

    /// <summary>What is asked for outside the path never reaches the service, as with a proxy that shows other things there.</summary>
    [Fact]
    public async Task Open_ProxyTakesThePathOff_PageAndDocumentationAreWhole()
    {
        await using var page = await site.OpenAsync(before: TakeOffAsync, path: Prefix + "/");

        await AssertWholeAsync(page);
    }

    private static async Task AssertWholeAsync(TextPage page)
    {
        await page.WriteAsync("A fine film");
        await Expect(page.Page.Locator("h1 img")).ToHaveJSPropertyAsync("complete", true);
        await page.Page.GotoAsync(new Uri(new Uri(page.Page.Url), "swagger/index.html").AbsoluteUri);
        await Expect(page.Page.Locator(".opblock-summary-path").First).ToBeVisibleAsync();
    }

    private static Task TakeOffAsync(IPage page) => page.RouteAsync("**/*", route =>
    {
        var asked = new Uri(route.Request.Url);
        return asked.AbsolutePath.StartsWith(Prefix + "/", StringComparison.Ordinal)
            ? route.ContinueAsync(new() { Url = new UriBuilder(asked) { Path = asked.AbsolutePath[Prefix.Length..] }.Uri.AbsoluteUri })
            : route.FulfillAsync(new() { Status = 404 });
    });
}
