using Microsoft.Playwright;
using TextClassify.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Recorded;

/// <summary>
/// Takes the pictures of <c>docs/memory.md</c> from the records that <c>ReplayTests</c> left in <c>TEXTCLASSIFY_REPLAY</c>. The service
/// makes no files of them, or it would find them older than it keeps any.
/// </summary>
public sealed class ReplayPictures(Site site)
{
    private const string Tweets = "airline_tweets", Reviews = "reviews_dated";

    [Theory]
    [InlineData("drift-days", Tweets, "#model=sentiment/3&text=a&view=overview&from=2015-02-17&to=2015-02-25", "#overview")]
    [InlineData(
        "drift-words", Tweets,
        "#model=sentiment/3&text=a&view=compare&from=2015-02-22&to=2015-02-24&other=before&label=negative", ".change-bar")]
    [InlineData("drift-reviews", Reviews, "#model=review/1&text=a&view=overview&from=2006-09-01&to=2006-11-01", "#overview")]
    public async Task Take_Replay_IsSmallEnough(string name, string set, string hash, string drawn)
    {
        string? folder = Environment.GetEnvironmentVariable("TEXTCLASSIFY_REPLAY");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "TEXTCLASSIFY_REPLAY names no folder.");
        await using var service = new ServiceProcess(
            ["--Models:Directory", Path.Combine(Repository.Folder, "models")], null, ("TEXTCLASSIFY__MEMORY__LEVEL", "Text"),
            ("TEXTCLASSIFY__MEMORY__DIRECTORY", Path.Combine(folder, set)), ("TEXTCLASSIFY__MEMORY__RETENTION", "3650.00:00:00"),
            ("TEXTCLASSIFY__MEMORY__SEALINTERVAL", "1.00:00:00"), ("TEXTCLASSIFY__MEMORY__WATCHINTERVAL", "00:00:00"));
        await service.ReadyAsync(CancellationToken.None);
        await using var page = await site.OpenAsync(
            service, hash, new() { ViewportSize = new() { Width = 1000, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
        await Expect(page.Page.Locator(drawn).First).ToBeVisibleAsync();
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);

        string file = Path.Combine(Repository.Folder, "docs", "images", $"{name}.png");
        await page.Page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });

        Assert.InRange(new FileInfo(file).Length, 10_000, 150_000);
    }
}
