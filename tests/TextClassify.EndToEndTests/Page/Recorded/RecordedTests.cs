using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Recorded;

/// <summary>The views of what the service recorded: Overview, Words, Compare and Labels.</summary>
public sealed class RecordedTests(RecordedSite recorded) : IClassFixture<RecordedSite>
{
    [Fact]
    public async Task Overview_OfACohort_SaysWhatWasAnsweredAndShowsItInEveryPart()
    {
        await using var page = await recorded.OpenAsync("#model=sentiment/1&text=a&view=overview&cohort=page/first.csv");
        var said = page.Page.Locator("#overview");

        await Expect(said).ToContainTextAsync("200 texts were answered of the cohort page/first.csv:");
        await Expect(said).ToContainTextAsync("are right (");
        await Expect(page.Page.GetByRole(AriaRole.Img, new() { Name = "Texts by hour and label." })).ToBeVisibleAsync();
        await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Signals of drift" }).Locator("tbody tr")).ToHaveCountAsync(4);

        // A cohort that is pressed is selected for every part and in the address.
        await page.Button("page/second.csv").ClickAsync();
        await Expect(said).ToContainTextAsync("100 texts were answered of the cohort page/second.csv:");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('cohort=page%2Fsecond.csv')");
    }

    [Fact]
    public async Task Words_OfALabel_AreThoseOfTheFileAndStandInTheirTexts()
    {
        await using var page = await recorded.OpenAsync("#model=sentiment/1&text=a&view=words&label=negative");

        await Expect(page.Page.Locator("#recorded-for li").First).ToContainTextAsync("n't");
        await page.Page.Locator("#recorded-for button").Filter(new() { HasText = "bad" }).First.ClickAsync();

        var lines = page.Page.Locator(".context-line");
        await Expect(lines.First).ToBeVisibleAsync();
        Assert.All(await page.Page.Locator(".context-line b").AllInnerTextsAsync(), word => Assert.Equal("bad", word));
        string text = await page.Page.Locator(".recorded-text").First.InnerTextAsync();
        await page.Page.Locator(".recorded-text").First.ClickAsync();
        Assert.StartsWith(text.TrimEnd('…'), await page.Text.InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_TwoCohorts_ShowsBothAndTheWordsThatChanged()
    {
        await using var page = await recorded.OpenAsync("#model=sentiment/1&text=a&view=compare&cohort=page/first.csv&label=negative");
        await Expect(page.Page.GetByText("Choose what to compare with")).ToBeVisibleAsync();

        await page.Page.Locator("#other").SelectOptionAsync("cohort:page/second.csv");

        var both = page.Page.GetByRole(AriaRole.Region, new() { Name = "Both selections" });
        await Expect(both).ToContainTextAsync("A of the cohort page/first.csv");
        await Expect(both.Locator("tbody tr td:nth-child(2)")).ToHaveTextAsync(["200", "100"]);
        await Expect(page.Page.GetByRole(AriaRole.Region, new() { Name = "Words that changed" }).Locator("tbody tr")).ToHaveCountAsync(30);
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('other=cohort')");
    }

    [Fact]
    public async Task Labels_GivenByKeys_AreCountedInTheOverview()
    {
        await using var page = await recorded.OpenAsync("#model=sentiment/1&text=a&view=labels&cohort=page/second.csv");
        var state = page.Page.Locator("#queue-state");
        await Expect(state).ToContainTextAsync("Text 1 of 100; 0 labels given.");

        await page.Page.Keyboard.PressAsync("1");
        await Expect(state).ToContainTextAsync("Text 2 of 100; one label given.");
        await Expect(page.Page.GetByText("The one before: you said negative")).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("2");
        await Expect(state).ToContainTextAsync("Text 3 of 100; 2 labels given.");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(state).ToContainTextAsync("Text 4 of 100; 2 labels given.");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        // The second one was a slip.
        await Expect(page.Button("2 positive")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Page.Keyboard.PressAsync("1");
        await Expect(state).ToContainTextAsync("2 labels given");

        await page.Button("Overview").ClickAsync();
        await Expect(page.Page.GetByText("2 texts have one")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#overview")).ToContainTextAsync("2 labels");
    }

    [Fact]
    public async Task Labels_OfAPortion_ComeInTheServicesOrderAndMeasureAllTexts()
    {
        await using var page = await recorded.OpenAsync("#model=sentiment/1&text=a&view=labels&cohort=page/first.csv");
        var state = page.Page.Locator("#queue-state");
        string[] order = await recorded.QueueAsync("page/first.csv", 12);
        for (int place = 0; place < order.Length; place++)
        {
            await Expect(state).ToContainTextAsync($"Text {place + 1} of 200;");
            await Expect(page.Page.Locator(".queue-text")).ToHaveTextAsync(order[place]);
            await page.Page.Keyboard.PressAsync("1");
        }

        await Expect(page.Page.Locator("#queue-measured")).ToContainTextAsync("By the first 10 labels of this order");
        await Expect(page.Page.Locator("#queue-measured")).ToContainTextAsync("of all 200 texts are right");
    }

    [Theory]
    [InlineData("overview", ColorScheme.Light)]
    [InlineData("overview", ColorScheme.Dark)]
    [InlineData("words&label=negative&word=bad", ColorScheme.Dark)]
    [InlineData("compare&cohort=page/first.csv&other=cohort:page/second.csv", ColorScheme.Light)]
    [InlineData("labels", ColorScheme.Dark)]
    public async Task View_OnAPhone_IsWholeAndAxeFindsNothingSerious(string view, ColorScheme scheme)
    {
        await using var page = await recorded.OpenAsync(
            $"#model=sentiment/1&text=a&view={view}",
            new() { ViewportSize = new() { Width = 390, Height = 844 }, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator("main .card").Nth(1)).ToBeVisibleAsync();
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.Empty(await page.SeriousViolationsAsync());
        Assert.Empty(await page.CutAsync());
    }
}
