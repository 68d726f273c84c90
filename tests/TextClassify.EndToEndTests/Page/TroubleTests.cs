using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>Texts no one expects, and a service that is away.</summary>
public sealed class TroubleTests(Site site)
{
    [Theory]
    [InlineData("<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">")]
    [InlineData("זה סרט טוב מאוד but not for all")]
    [InlineData("🎉🎉🎉 🙂")]
    [InlineData("a\nb\n\nc")]
    public async Task Write_StrangeText_IsShownAsItIs(string text)
    {
        await using var page = await site.OpenAsync();

        await page.WriteAsync(text);

        int width = await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(width <= 0, "The page is wider than the window.");
        Assert.Equal("TextClassify", await page.Page.TitleAsync());
        string shown = string.Concat(await page.Page.Locator(".words .chip, .words .unread").AllTextContentsAsync());
        Assert.Equal(Dense(text), Dense(shown));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Write_Nothing_SaysSo(string text)
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");

        await page.Text.FillAsync(text);

        await Expect(page.Page.Locator("#text-state")).ToHaveTextAsync("Nothing to read yet.");
        await Expect(page.Words).ToHaveCountAsync(0);
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Write_BeforeTheModelsCame_GetsNoExampleBetween()
    {
        var models = new TaskCompletionSource();
        await using var page = await site.OpenAsync(before: page => page.RouteAsync("**/models", async route =>
        {
            await models.Task;
            await route.ContinueAsync();
        }));

        await page.Text.FocusAsync();
        models.SetResult();
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Example 1" })).ToBeVisibleAsync();
        await Expect(page.Map).ToHaveAttributeAsync(
            "aria-label", new System.Text.RegularExpressions.Regex("reference states and no text yet"));
        await page.Text.PressSequentiallyAsync("fine");

        await page.DrawnAsync("fine");
        await Expect(page.Text).ToHaveValueAsync("fine");
    }

    [Fact]
    public async Task Write_TooLong_SaysTheLimit()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");
        int refused = 0;
        page.Page.Response += (_, response) => refused += response.Status >= 400 ? 1 : 0;

        await page.Text.FillAsync(new string('a', 20_001));

        await Expect(page.Page.Locator("#text-state")).ToContainTextAsync("20,001 characters; the service reads up to 20,000");
        await Expect(page.Words).ToHaveCountAsync(0);

        // Longer than a text waits before it is sent, and than the service takes to refuse it.
        await page.Page.WaitForTimeoutAsync(500);
        Assert.Equal(0, refused);
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Write_MoreThanTheModelReads_SaysWhereItStops()
    {
        await using var page = await site.OpenAsync();

        await page.WriteAsync(string.Join(' ', Enumerable.Repeat("good", 400)));

        await Expect(page.Words).ToHaveCountAsync(256);
        await Expect(page.Page.Locator("#text-state")).ToContainTextAsync("400 words and signs; the model reads the first 256 of them.");
    }

    [Fact]
    public async Task Service_Away_KeepsThePictureAndTriesAgainWhenAsked()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");
        await page.Page.RouteAsync("**/hidden-states", route => route.AbortAsync());

        await page.Text.FillAsync("A fine film indeed");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("can’t be reached");
        await Expect(page.Words).ToHaveCountAsync(3);

        await page.Page.UnrouteAsync("**/hidden-states");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await page.DrawnAsync("A fine film indeed");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Answers_OutOfOrder_ShowTheNewestText()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");
        await page.Page.RouteAsync("**/hidden-states", async route =>
        {
            bool old = route.Request.PostData?.Contains("slow", StringComparison.Ordinal) ?? false;
            await Task.Delay(old ? 400 : 0, CancellationToken.None);
            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // The page gave this one up.
            }
        });

        await page.Text.FillAsync("A slow film");
        await page.Page.WaitForTimeoutAsync(100);
        await page.WriteAsync("A quick and lively film");

        await page.Page.WaitForTimeoutAsync(500);
        await Expect(page.Words).ToHaveCountAsync(5);
    }

    private static string Dense(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
}
