using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>The development texts of the model, and where states like a step's occurred among them.</summary>
public sealed partial class CorpusTests(Site site)
{
    [Fact]
    public async Task Corpus_ClassBarsAndMatrix_CountTheSameTexts()
    {
        await using var page = await OpenAsync();
        var bars = page.Page.Locator(".class-bar");
        await Expect(bars).ToHaveCountAsync(2);

        int[] cells = [.. (await page.Page.Locator(".confusion td button").AllInnerTextsAsync()).Select(Number)];
        int[] totals = [.. (await bars.Locator("span.quiet").AllInnerTextsAsync()).Select(Number)];

        int[] expected = [cells[0] + cells[1], cells[2] + cells[3]];
        Assert.Equal(expected, totals);
        string facts = await page.Page.Locator(".corpus header p").InnerTextAsync();
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"{cells[0] + cells[3]} of {cells.Sum()} right"), facts, StringComparison.Ordinal);
        await Expect(bars.First.Locator(".stripe .wrong")).ToHaveCountAsync(1);
        await Expect(page.Page.Locator(".about")).ToContainTextAsync($"{cells.Sum()} development texts");
    }

    [Fact]
    public async Task Cell_OfTheMatrix_SelectsItsTexts()
    {
        await using var page = await OpenAsync();

        await page.Page.Locator(".confusion td button").Nth(1).ClickAsync();

        string[] rows = [.. await Rows(page).AllInnerTextsAsync()];
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Matches(NegativeReadAsPositive(), row));
    }

    [Fact]
    public async Task Table_FilterSortAndStep_ShowTheText()
    {
        await using var page = await OpenAsync();
        int all = await Rows(page).CountAsync();

        await page.Page.Locator(".sequences").GetByRole(AriaRole.Radio, new() { Name = "wrong" }).CheckAsync();
        await Expect(Rows(page).First.Locator(".error")).ToBeVisibleAsync();
        Assert.InRange(await Rows(page).CountAsync(), 1, all - 1);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "confidence" }).ClickAsync();
        double[] scores =
        [
            .. (await Rows(page).Locator("td:nth-child(4)").AllInnerTextsAsync()).Select(
                cell => double.Parse(cell.TrimEnd('%'), CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(scores.Order(), scores);

        await Rows(page).First.GetByRole(AriaRole.Button).ClickAsync();
        string first = await page.Text.InputValueAsync();
        Assert.Equal((await Rows(page).First.GetByRole(AriaRole.Button).InnerTextAsync()).Trim(), first.Trim());

        await page.Page.Locator("h1").ClickAsync();
        await page.Page.Keyboard.PressAsync("]");
        await Expect(page.Text).Not.ToHaveValueAsync(first);
        await page.Page.Keyboard.PressAsync("[");
        await Expect(page.Text).ToHaveValueAsync(first);
    }

    [Fact]
    public async Task Neighbours_OfAStep_FollowIt()
    {
        await using var page = await OpenAsync();
        var table = page.Page.GetByRole(AriaRole.Region, new() { Name = "Nearest reference states" });
        await page.Words.Nth(3).ClickAsync();
        await Expect(page.Page.Locator("#neighbours-title")).ToHaveTextAsync("States like that of “not”");
        await Expect(table.Locator("tbody tr").First).ToBeVisibleAsync();
        string of3 = await table.InnerTextAsync();

        await page.Words.Nth(4).ClickAsync();

        await Expect(page.Page.Locator("#neighbours-title")).ToHaveTextAsync("States like that of “bad”");
        await Expect(table).Not.ToHaveTextAsync(of3);
        double[] distances =
        [
            .. (await table.Locator("td:first-child").AllInnerTextsAsync()).Select(
                cell => double.Parse(cell, CultureInfo.InvariantCulture)),
        ];
        Assert.Equal(distances.Order(), distances);
    }

    [Fact]
    public async Task Find_SpansLikeTheSelected_ListsThemWithTheUnits()
    {
        await using var page = await OpenAsync();

        await page.DragAsync(page.Words.Nth(5), page.Words.Nth(6));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Find spans like the selected one" }).ClickAsync();

        await Expect(page.Page.Locator("#neighbours-title")).ToHaveTextAsync("Spans that switch on the same units");
        await Expect(
            page.Page.GetByRole(
                AriaRole.Region, new() { Name = "Spans like the selected one" }).Locator("tbody tr").First).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".neighbours p").First).ToContainTextAsync(UnitsFound());
    }

    [Fact]
    public async Task Find_SpanWithoutACommonUnit_SaysSo()
    {
        await using var page = await OpenAsync();

        await page.DragAsync(page.Words.Nth(2), page.Words.Nth(3));
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Find spans like the selected one" }).ClickAsync();

        await Expect(page.Page.Locator(".neighbours p").First).ToContainTextAsync("No unit is at 0.3 or above");
    }

    private async Task<TextPage> OpenAsync()
    {
        var page = await site.OpenAsync("#text=The+film+is+not+bad+at+all&model=sentiment/1");
        await page.DrawnAsync("The film is not bad at all");
        await Expect(Rows(page).First).ToBeVisibleAsync();
        return page;
    }

    private static ILocator Rows(TextPage page) => page.Page.Locator(".sequences tbody tr");

    private static int Number(string words) => int.Parse(words, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"negative\s+positive ✗")]
    private static partial Regex NegativeReadAsPositive();

    [GeneratedRegex(@"\d+ spans in \d+ texts have the same \d+ units")]
    private static partial Regex UnitsFound();
}
