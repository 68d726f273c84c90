using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Many;

/// <summary>The view of many texts for people who see, point or hear otherwise, and on a phone.</summary>
public sealed class ManyAccessTests(Site site)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_FileWithLabels_FindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(
            "#view=texts", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator("#pasted")).ToBeVisibleAsync();
        Assert.Empty(await page.SeriousViolationsAsync());

        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 150)));
        await page.AllReadAsync();
        await page.Page.Locator("#words-for button").First.ClickAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
    }

    [Fact]
    public async Task Phone_FileWithLabels_IsNotWiderThanTheWindow()
    {
        await using var page = await site.OpenAsync(
            "#view=texts", new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 60)));
        await page.AllReadAsync();

        string[] cut = await page.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('main *')].filter(element => {
              const box = element.getBoundingClientRect();
              return box.width > 1 && element.checkVisibility() && !element.closest('.hidden, option, .wide-table')
                && (box.left < -1 || box.right > innerWidth + 1);
            }).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)
            """);

        Assert.Empty(cut);
    }
}
