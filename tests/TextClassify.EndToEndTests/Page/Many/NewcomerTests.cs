using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Many;

/// <summary>
/// Which words drive negative in my 500 reviews? Somebody opens the bare address with a file at hand, reads no manual, and uses what the
/// page shows.
/// </summary>
public sealed partial class NewcomerTests(Stranger stranger) : IClassFixture<Stranger>
{
    private const int WordsRead = 10;

    [Fact]
    public async Task Drop_File_SaysWhichWordsDriveNegativeAndTheyAreTrue()
    {
        await using var page = await stranger.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await Expect(page.Page.GetByText("Drop their file anywhere on this page")).ToBeInViewportAsync();
        string[] texts = await stranger.TextsAsync(page);
        long start = Stopwatch.GetTimestamp();

        await page.DropAsync("reviews.csv", ProductReviews.Csv(texts));
        int steps = 1 + await ReadNegativeAsync(page);

        Output($"{texts.Length} reviews, {texts.Sum(text => text.Length):N0} characters: {Stopwatch.GetElapsedTime(start)}, {steps} steps");
        Assert.InRange(steps, 1, 2);
        await CheckAsync(page, texts);
    }

    [Fact]
    public async Task Choose_FileOnAPhone_SaysWhichWordsDriveNegativeAndTheyAreTrue()
    {
        await using var page = await stranger.OpenAsync(
            new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true });
        string[] texts = (await stranger.TextsAsync(page))[..60];
        var choose = page.Button("choose a file");
        await Expect(choose).ToBeInViewportAsync();

        var chooser = await page.Page.RunAndWaitForFileChooserAsync(() => choose.TapAsync());
        await chooser.SetFilesAsync(new FilePayload
        {
            Name = "reviews.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes(ProductReviews.Csv(texts)),
        });
        int steps = 2 + await ReadNegativeAsync(page);

        Assert.InRange(steps, 2, 3);
        Assert.Empty(await page.CutAsync());
        await CheckAsync(page, texts);
    }

    /// <summary>Takes the picture of the walk in <c>docs/visual-analytics.md</c>.</summary>
    [Fact]
    public async Task Take_Words_IsSmallEnough()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TEXTCLASSIFY_SCREENSHOTS") == "1", "TEXTCLASSIFY_SCREENSHOTS is not 1.");
        await using var page = await stranger.OpenAsync(new() { ViewportSize = new() { Width = 1000, Height = 760 } });
        await page.DropAsync("reviews.csv", ProductReviews.Csv(await stranger.TextsAsync(page)));
        await ReadNegativeAsync(page);

        string file = Path.Combine(Infrastructure.Repository.Folder, "docs", "images", "words-negative.png");
        await page.Page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });

        Assert.InRange(new FileInfo(file).Length, 10_000, 150_000);
    }

    /// <summary>Waits for the answer, and has the words of negative shown where those of another label are.</summary>
    /// <returns>Steps that this took.</returns>
    private static async Task<int> ReadNegativeAsync(TextPage page)
    {
        await page.AllReadAsync();
        await Expect(page.Answer()).ToBeInViewportAsync();
        var drivers = page.Page.GetByRole(AriaRole.Heading, new() { Name = "Words that drive negative" });
        if (await drivers.IsVisibleAsync())
        {
            return 0;
        }

        await page.Page.Locator(".label-bar").GetByText("negative").ClickAsync();
        await Expect(drivers).ToBeVisibleAsync();
        return 1;
    }

    /// <summary>Holds what is read against the service's own evidence, added up here.</summary>
    private async Task CheckAsync(TextPage page, string[] texts)
    {
        var weights = await stranger.WeightsAsync(texts, "negative");
        var shown = page.Page.Locator("#words-for li");
        for (int place = 0; place < WordsRead; place++)
        {
            string[] cells = (await shown.Nth(place).Locator(".name, .number").AllInnerTextsAsync()).ToArray();
            double weight = double.Parse(cells[1].Replace('−', '-'), CultureInfo.InvariantCulture);
            var (_, own, count) = weights.Single(word => word.Word == cells[0]);
            Assert.Equal(own, weight, own < 10 ? 0.0051 : 0.051);
            Assert.Equal($"{count}", cells[2]);
            // Words of nearly one weight may change places, by what requests of other sizes round otherwise.
            Assert.Equal(weights[place].Weight, own, 0.001);
        }

        var said = Said().Match(await page.Answer().InnerTextAsync());
        Assert.True(said.Success, await page.Answer().InnerTextAsync());
        string[] named = said.Groups["words"].Value.Replace(" and ", ", ", StringComparison.Ordinal).Split(", ");
        var words = weights.Select(word => word.Word).Where(word => word.Any(char.IsLetterOrDigit) || word is "!" or "?");
        Assert.Equal(words.Take(named.Length), named);
    }

    private static void Output(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    [GeneratedRegex("\\d+% (are )?negative, (mostly|above all) because of the words? (?<words>[^;]+)[;.]")]
    private static partial Regex Said();
}
