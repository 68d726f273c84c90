using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Recorded;

/// <summary>Without a store its views say which setting turns it on, and the others work.</summary>
public sealed class NothingRecordedTests(Site site)
{
    [Theory]
    [InlineData("overview")]
    [InlineData("words")]
    [InlineData("compare")]
    [InlineData("labels")]
    public async Task View_StoreOff_SaysWhichSettingTurnsItOn(string view)
    {
        await using var page = await site.OpenAsync($"#model=sentiment/1&text=a&view={view}");

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(
            "Nothing is recorded here: Memory:Level is off. Start the service with Memory:Level set to Aggregates, Evidence or Text, "
            + "and what it answers from then on is here.");
    }
}
