using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>For people who see, point or hear otherwise.</summary>
public sealed class AccessTests(Site site)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_PageWithTwoTexts_FindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(
            "#text=A+slow+start,+wooden+acting,+and+yet+I+was+moved&b=A+dreadful+mess&span=2-4",
            new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator("#view-waterfall svg")).ToBeVisibleAsync();
        await page.Page.GetByText("Steps as a table").ClickAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
    }

    [Fact]
    public async Task Keys_Alone_ReachStepsSpanClassesAndTables()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film with a dreadful end");
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");

        // From the text on, Tab reaches the words as one stop.
        await page.Text.FocusAsync();
        for (int stop = 0; stop < 30
            && await page.Page.EvaluateAsync<string?>("() => document.activeElement?.getAttribute('role')") != "option"; stop++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
        }

        await page.Page.Keyboard.PressAsync("End");
        await Expect(page.Words.Last).ToBeFocusedAsync();
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(page.Status).ToContainTextAsync("3 words selected, steps 5 to 7");

        await page.Page.Keyboard.PressAsync(".");
        await Expect(page.Page.Locator(".class[aria-pressed=true]")).ToHaveCountAsync(1);
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('class=')");

        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Status).Not.ToContainTextAsync("selected");

        await page.Page.Keyboard.PressAsync("/");
        await Expect(page.Text).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Table_OfTheSteps_HoldsWhatTheChartsShow()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");

        await page.Page.GetByText("Steps as a table").ClickAsync();
        await page.Page.GetByText("Path as a table").ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Steps, table" }).Locator("tbody tr")).ToHaveCountAsync(3);
        await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Path, table" }).Locator("tbody tr")).ToHaveCountAsync(3);
    }
}
