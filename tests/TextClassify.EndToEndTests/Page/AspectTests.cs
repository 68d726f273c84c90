using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>A model of aspects on the page: what it finds in a text, what it is asked about, and what it can't be.</summary>
public sealed class AspectTests(Site site)
{
    private const string Two = "The pizza was great but the service was painfully slow.";
    private const string Link = "#text=The+pizza+was+great+but+the+service+was+painfully+slow.&model=aspect/1";

    [Fact]
    public async Task Choose_AspectModel_ShowsWhatItFindsAndAsksAboutTheFirst()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Two);
        await page.Page.Locator("#model").SelectOptionAsync("aspect/1");

        await Expect(Parts(page)).ToHaveTextAsync(["pizza", "service", "Ask about the marked part"]);
        await Expect(Part(page, "pizza")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Best(page)).ToContainTextAsync("positive");
        await Expect(page.Words).ToHaveCountAsync(11);
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        await Expect(page.Page.Locator("#view-waterfall svg")).ToBeVisibleAsync();

        await page.Page.Locator("#model").SelectOptionAsync("sentiment/1");
        await Expect(Parts(page)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Click_OtherAspect_TurnsThePredictionAndItsScores()
    {
        await using var page = await site.OpenAsync(Link);
        await Expect(Best(page)).ToContainTextAsync("positive");
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");

        await Part(page, "service").ClickAsync();

        await Expect(Best(page)).ToContainTextAsync("negative");
        await Expect(Part(page, "service")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Part(page, "pizza")).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('aspect=28-35')");
        await Expect(page.Page.Locator("#view-waterfall svg")).ToHaveAttributeAsync("aria-label", new Regex("^Evidence for negative"));
    }

    /// <summary>A word that the tagger left out; marked and asked about with no hand off the keyboard.</summary>
    [Fact]
    public async Task Keys_Alone_AskAboutAMarkedPart()
    {
        await using var page = await site.OpenAsync("#text=We+sat+there+for+an+hour+and+nobody+came.&model=aspect/1");
        await page.Text.FocusAsync();
        await page.Page.Keyboard.PressAsync("Control+Home");
        for (int letter = 0; letter < 2; letter++)
        {
            await page.Page.Keyboard.PressAsync("Shift+ArrowRight");
        }

        await AskByKeysAsync(page);

        await Expect(Part(page, "We")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Best(page)).ToBeVisibleAsync();
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('aspect=0-2')");
    }

    [Fact]
    public async Task Open_SharedLink_AsksAboutTheSameAspect()
    {
        await using var page = await site.OpenAsync(Link + "&aspect=28-35&method=leave_one_out&step=9");

        await Expect(page.Text).ToHaveValueAsync(Two);
        await Expect(Part(page, "service")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Best(page)).ToContainTextAsync("negative");
        await Expect(page.Page.Locator("#method")).ToHaveValueAsync("leave_one_out");
        await Expect(page.Status).ToContainTextAsync("Step 10 of 11: “slow”");
    }

    /// <summary>It has no joined word states and no reading of beginnings, and its path lies in a plane of its own states.</summary>
    [Fact]
    public async Task Views_AspectModel_OffersOnlyWhatItHas()
    {
        await using var page = await site.OpenAsync(Link + "&states=word&reading=prefix");
        await page.DrawnAsync(Two);

        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "word", Exact = true })).ToHaveCountAsync(0);
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "text ending here" })).ToHaveCountAsync(0);
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "forward" })).ToBeCheckedAsync();
        await Expect(page.Page.Locator("#map-keys")).ToContainTextAsync("no reference map");
    }

    [Fact]
    public async Task Write_TextWithoutAspects_SaysWhatToDo()
    {
        await using var page = await site.OpenAsync("#model=aspect/1");

        await page.Text.FillAsync("Well, well.");

        await Expect(page.Page.Locator("#text-state")).ToContainTextAsync("Mark a part of it above");
        await Expect(Parts(page)).ToHaveTextAsync(["Ask about the marked part"]);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_AspectModel_FindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(
            Link + "&aspect=28-35", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");

        Assert.Empty(await page.SeriousViolationsAsync());
    }

    private static ILocator Parts(TextPage page) => Group(page).GetByRole(AriaRole.Button);

    private static ILocator Part(TextPage page, string text) => Group(page).GetByRole(AriaRole.Button, new() { Name = text, Exact = true });

    private static ILocator Best(TextPage page) => page.Page.Locator(".class.best");

    private static ILocator Group(TextPage page) => page.Page.GetByRole(AriaRole.Group, new() { Name = "What the text is asked about" });

    /// <summary>The tab stops behind the text are the parts, and the last is the asking.</summary>
    private static async Task AskByKeysAsync(TextPage page)
    {
        var ask = Part(page, "Ask about the marked part");
        await Expect(ask).ToBeVisibleAsync();
        for (int stops = 0; stops < 10 && !await ask.EvaluateAsync<bool>("button => button === document.activeElement"); stops++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
        }

        await page.Page.Keyboard.PressAsync("Enter");
    }
}
