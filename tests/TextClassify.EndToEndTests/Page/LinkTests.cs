using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>Links to what this service doesn't have: nothing else answers in its place unsaid.</summary>
public sealed partial class LinkTests(Site site)
{
    [Theory]
    [InlineData("#text=A+fine+film&model=nosuch/9", "nosuch 9")]
    [InlineData("#text=A+fine+film&model=sentiment/99", "sentiment 99")]
    [InlineData("#model=nosuch", "nosuch")]
    public async Task Open_LinkToAModelThatIsNotLoaded_SaysSoKeepsTheAddressAndOffersOthers(string link, string named)
    {
        int asked = 0;
        await using var page = await site.OpenAsync(link, before: page =>
        {
            page.Request += (_, request) => asked += request.Method == "POST" ? 1 : 0;
            return Task.CompletedTask;
        });
        var alert = page.Page.GetByRole(AriaRole.Alert);

        await Expect(alert).ToContainTextAsync($"The link is to the model {named}, which isn’t loaded.");
        await Expect(page.Page.Locator("#model option:checked")).ToHaveTextAsync($"{named}, not loaded");
        // Longer than the page waits before it writes the address.
        await page.Page.WaitForTimeoutAsync(600);
        Assert.Equal(link, page.Hash);
        Assert.Equal(0, asked);
        await Expect(page.Words).ToHaveCountAsync(0);
        Assert.Empty(await page.SeriousViolationsAsync());

        await alert.GetByRole(AriaRole.Button, new() { Name = "sentiment 1" }).ClickAsync();
        await page.WriteAsync("A fine film");
        await Expect(alert).ToHaveCountAsync(0);
        await Expect(page.Page).ToHaveURLAsync(SentimentInAddress());
    }

    [Fact]
    public async Task Follow_LinkToAModelThatIsNotLoaded_PutsTheOldAnswerAway()
    {
        await using var page = await site.OpenAsync("#text=A+fine+film&model=sentiment/1");
        await page.DrawnAsync("A fine film");

        await page.Page.EvaluateAsync("() => { location.hash = '#text=A+fine+film&model=nosuch/9'; }");

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("nosuch 9");
        await Expect(page.Words).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Open_LinkToAModelWithoutItsVersion_ReadsWithIt()
    {
        await using var page = await site.OpenAsync("#text=Who+wrote+it?&model=question");
        await page.DrawnAsync("Who wrote it?");

        await Expect(page.Page.Locator("#model")).ToHaveValueAsync("question/2");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("model=sentiment/1&method=nosuch", "This model has no method “nosuch”; the scores are by “evidence”.")]
    [InlineData("model=sentiment/1&class=LOC", "This model has no class “LOC”; the one it predicts is explained.")]
    [InlineData("model=language/5&method=evidence", "This model has no method “evidence”; the scores are by “leave_one_out”.")]
    public async Task Open_LinkToAnAbsentMethodOrClass_SaysWhatIsShown(string part, string said)
    {
        await using var page = await site.OpenAsync($"#text=A+fine+film&{part}");

        await Expect(page.Page.GetByText(said)).ToBeVisibleAsync();
    }

    [GeneratedRegex("model=sentiment%2F1")]
    private static partial Regex SentimentInAddress();
}
