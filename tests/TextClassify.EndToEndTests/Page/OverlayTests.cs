using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>What lies over the page closes with Escape, gives the focus back, and leaves the page beneath as it is.</summary>
public sealed class OverlayTests(Site site)
{
    private const string Link = "#text=The+film+is+not+bad+at+all&model=sentiment/1&method=integrated_gradients&step=4&span=2-4";

    [Fact]
    public async Task Escape_InTheHelp_ClosesItAndGivesTheFocusBack()
    {
        await using var page = await OpenAsync();
        var opener = page.Page.GetByRole(AriaRole.Button, new() { Name = "Keys and help" });
        await opener.ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();

        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.Page.Keyboard.PressAsync("Escape");

        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
        await Expect(page.Status).ToContainTextAsync("Step 5 of 7");
        await Expect(page.Status).ToContainTextAsync("3 words selected");
    }

    [Fact]
    public async Task QuestionMark_OpensAndClosesTheHelp()
    {
        await using var page = await OpenAsync();
        await page.Words.Nth(4).FocusAsync();

        await page.Page.Keyboard.PressAsync("?");
        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("logit");
        await page.Page.Keyboard.PressAsync("?");

        await Expect(page.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Words.Nth(4)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("Parameters", ".menu:not(.right)")]
    [InlineData("Look and labels", ".menu.right")]
    public async Task Escape_InASheet_ClosesItGivesTheFocusBackAndKeepsTheSpan(string name, string menu)
    {
        await using var page = await OpenAsync();
        var summary = page.Page.Locator($"{menu} summary");
        await Expect(summary).ToHaveTextAsync(name);
        await summary.ClickAsync();
        await page.Page.Locator($"{menu} .sheet").Locator("input, select").First.FocusAsync();

        await page.Page.Keyboard.PressAsync("Escape");

        await Expect(page.Page.Locator($"{menu}[open]")).ToHaveCountAsync(0);
        await Expect(summary).ToBeFocusedAsync();
        await Expect(page.Status).ToContainTextAsync("3 words selected");
    }

    [Fact]
    public async Task Press_OutsideASheet_ClosesIt()
    {
        await using var page = await OpenAsync();
        await page.Page.GetByText("Look and labels").ClickAsync();
        await Expect(page.Page.Locator(".menu.right[open]")).ToHaveCountAsync(1);

        await page.Page.Locator("#text-title").ClickAsync();

        await Expect(page.Page.Locator(".menu[open]")).ToHaveCountAsync(0);
    }

    private async Task<TextPage> OpenAsync()
    {
        var page = await site.OpenAsync(Link);
        await page.DrawnAsync("The film is not bad at all");
        return page;
    }
}
