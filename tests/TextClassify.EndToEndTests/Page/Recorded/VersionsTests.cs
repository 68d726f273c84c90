using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Recorded;

/// <summary>Compare, of two versions over the same texts.</summary>
public sealed class VersionsTests(TwoVersionsSite versions) : IClassFixture<TwoVersionsSite>
{
    [Fact]
    public async Task Compare_TwoVersions_ShowsWhatTheServiceSaysOfTheSameTexts()
    {
        await using var page = await versions.OpenAsync("#model=sentiment/3&text=a&view=compare&cohort=both&label=negative");
        await page.Page.Locator("#other").SelectOptionAsync("version:1");

        var diff = await versions.GetAsync("/explanations/diff?model=sentiment&version=3&against=1&cohort=both&limit=20");
        var said = page.Page.Locator("#version-said");
        await Expect(said).ToContainTextAsync("Of 110 texts that both answered, version 3 gives");
        var flips = page.Page.GetByRole(AriaRole.Region, new() { Name = "Labels that changed" }).Locator("tbody tr");
        await Expect(flips).ToHaveCountAsync(diff.GetProperty("flips").GetArrayLength());
        var last = diff.GetProperty("flips").EnumerateArray().Last();
        string from = last.GetProperty("againstLabel").GetString()!, to = last.GetProperty("versionLabel").GetString()!;
        await Expect(flips.Last.Locator("td").First).ToHaveTextAsync(
            last.GetProperty("texts").GetInt32().ToString(CultureInfo.InvariantCulture));

        // By keyboard; the chosen one is in the address.
        await flips.Last.Locator("button").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.GetByText($"{from} by version 1, {to} by version 3")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#flip-texts .recorded-text").First).ToHaveTextAsync(
            last.GetProperty("examples")[0].GetProperty("version").GetProperty("text").GetString()!);
        await page.Page.WaitForFunctionAsync("flip => location.hash.includes(encodeURIComponent(flip))", $"{from}>{to}");

        var first = diff.GetProperty("reasons").GetProperty("ranks").EnumerateArray()
            .First(token => token.GetProperty("label").GetString() == "negative");
        var ranks = page.Page.GetByRole(AriaRole.Region, new() { Name = "Words that drive negative" }).Locator("tbody tr");
        await Expect(ranks.First.Locator("th")).ToHaveTextAsync(first.GetProperty("text").GetString()!);
        await Expect(ranks.First.Locator("td").First).ToHaveTextAsync(
            first.GetProperty("againstRank").GetInt32().ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Compare_TextsOfOneVersionAlone_SaysHowToHaveBoth()
    {
        await using var page = await versions.OpenAsync(
            $"#model=sentiment/1&text=a&view=compare&cohort={TwoVersionsSite.Alone}&other=version:3");

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "10 texts of sentiment/1 and 0 texts of sentiment/3. Send the same texts to POST /classify with \"model\":\"sentiment/3\"");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("drop a file under Texts");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Compare_OnAPhone_IsWholeAndAxeFindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await versions.OpenAsync(
            "#model=sentiment/3&text=a&view=compare&other=version:1",
            new() { ViewportSize = new() { Width = 390, Height = 844 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator("#reasons-title")).ToBeVisibleAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
        Assert.Empty(await page.CutAsync());
    }
}
