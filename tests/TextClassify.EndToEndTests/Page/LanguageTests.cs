using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>A language model on the page: surprise by character, what moved a character, the zones of its gates.</summary>
public sealed class LanguageTests(Site site)
{
    private const string Link = "#text=The+film+was+so+bad+that+I+slept.&model=language/5";
    private const string Written = "The film was so bad that I slept.";

    [Fact]
    public async Task Choose_LanguageModel_ShowsItsReadingAndGoesBack()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");

        await page.Page.Locator("#model").SelectOptionAsync("language/5");
        await Expect(Letters(page)).ToHaveCountAsync(12);
        await Expect(page.Page.Locator("#bits")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d\.\d\d$"));
        await Expect(page.Page.Locator("#percentile")).ToContainTextAsync("% of the passages");
        await Expect(page.Words).ToHaveCountAsync(0);

        await page.Page.Locator("#model").SelectOptionAsync("sentiment/1");
        await Expect(page.Words).ToHaveCountAsync(3);
        await Expect(Letters(page)).ToHaveCountAsync(0);
    }

    /// <summary>The end stands for what would come next; a click on a character asks about it; the others follow the pointer.</summary>
    [Fact]
    public async Task Click_Character_SaysWhatMovedIt()
    {
        await using var page = await site.OpenAsync(Link);
        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("Behind the text the model expects");

        await Letters(page).Nth(18).ClickAsync();

        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("The model expected d with");
        await Expect(page.Page.Locator(".movers li")).ToHaveCountAsync(8);
        await Expect(page.Page.Locator(".movers li").First).ToContainTextAsync("bits");
        await Expect(page.Certificate).ToContainTextAsync("19 model calls");
        await Expect(page.Page.Locator(".letters .lane.move:not(.none)")).ToHaveCountAsync(18);
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('step=18')");

        await page.Page.Locator(".movers button").First.HoverAsync();
        await Expect(page.Page.Locator(".letter.hovered")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Keys_Alone_MoveTheCharacterAndItsExplanation()
    {
        await using var page = await site.OpenAsync(Link + "&step=18");
        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("The model expected d with");

        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("The model expected a with");
        await Expect(page.Status).ToContainTextAsync("Character 18 of 33: “a”");

        await page.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(page.Status).ToContainTextAsync("2 characters selected");
        await page.Page.Keyboard.PressAsync("Home");
        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("The first character has none before it");
        await page.Page.Keyboard.PressAsync("End");
        await Expect(page.Page.Locator(".moves")).ToContainTextAsync("Behind the text");
        await Letters(page).Last.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(Letters(page).Nth(32)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Open_SharedLink_ShowsTheSamePicture()
    {
        await using var page = await site.OpenAsync(Link + "&method=partition_shap&p.baseline=delete&step=18&zones=activations");

        await Expect(page.Text).ToHaveValueAsync(Written);
        await Expect(page.Page.Locator("#method")).ToHaveValueAsync("partition_shap");
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        await Expect(Letters(page).Nth(18)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "numbers" })).ToBeCheckedAsync();
        Assert.True(await PaintedAsync(page) > 50, "The zones have hardly a colour.");
    }

    [Fact]
    public async Task Table_OfTheCharacters_HoldsWhatTheChartsShow()
    {
        await using var page = await site.OpenAsync("#text=a+%F0%9F%98%80+film%0A&model=language/5");
        await page.Page.GetByText("Characters as a table").ClickAsync();

        var rows = page.Page.GetByRole(AriaRole.Region, new() { Name = "Characters, table" }).Locator("tbody tr");
        await Expect(rows).ToHaveCountAsync(9);
        await Expect(rows.Nth(3).Locator("td").Nth(2)).ToHaveTextAsync("4");
        await Expect(rows.First.Locator("td")).ToHaveCountAsync(10);
        await Expect(page.Page.Locator("#text-state")).ToContainTextAsync("9 characters, 1 of them unknown");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_LanguageModel_FindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(
            Link + "&step=18&span=15-18", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator(".movers li").First).ToBeVisibleAsync();
        await page.Page.GetByText("Characters as a table").ClickAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
    }

    [Fact]
    public async Task Write_LongText_SaysHowMuchIsRead()
    {
        await using var page = await site.OpenAsync("#model=language/5");

        await page.Text.FillAsync(string.Concat(Enumerable.Repeat("So it goes. ", 200)));

        await Expect(page.Page.Locator("#text-state")).ToHaveTextAsync(
            "The text has 2,400 characters; this page reads the first 2,000 of them.");
        await Expect(Letters(page)).ToHaveCountAsync(2_001);
    }

    private static ILocator Letters(TextPage page) =>
        page.Page.GetByRole(AriaRole.Listbox, new() { Name = "Characters of the text" }).GetByRole(AriaRole.Option);

    /// <summary>Different colours on the canvas of the zones.</summary>
    private static Task<int> PaintedAsync(TextPage page) => page.Page.EvaluateAsync<int>(
        """
        () => {
          const canvas = document.querySelector('.zone-map canvas');
          const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
          const colours = new Set();
          for (let i = 0; i < pixels.length; i += 4) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
          return colours.size;
        }
        """);
}
