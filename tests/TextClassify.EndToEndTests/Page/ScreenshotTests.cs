using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>Takes the pictures of the README from the page itself: <c>TEXTCLASSIFY_SCREENSHOTS=1</c>.</summary>
public sealed class ScreenshotTests(Site site)
{
    private const string Two =
        "#text=A+slow+start,+wooden+acting+and+a+silly+plot,+and+yet+I+was+moved+to+tears+and+would+gladly+see+it+again."
        + "&b=The+film+is+not+bad+at+all,+but+the+ending+was+a+dreadful+mess."
        + "&model=sentiment/1&method=integrated_gradients&step=15&span=11-15";

    private const string Question =
        "#text=What+is+the+name+of+the+river+that+flows+through+the+capital+of+Austria?"
        + "&model=question/2&method=evidence&reading=prefix&step=7";

    private const string Language =
        "#text=The+film+was+so+bad+that+I+fell+asleep+before+the+end,+and+nobody+woke+me+up.&model=language/5&step=38";

    private const string Aspect =
        "#text=Friendly+waiters+and+fresh+pasta;+we+waited+an+hour+for+the+bill,+though.&model=aspect/1&method=evidence&step=4";

    private const string Case =
        "#model=case/1&s.subject=Re:+Which+program+shows+these+pictures?"
        + "&s.own=My+doctor+looked+at+the+scan+and+found+nothing,+but+the+pain+in+my+knee+is+back+and+the+pills+don’t+help."
        + "&s.quoted=I+have+a+few+images+in+GIF+format+and+need+a+viewer+for+the+PC+that+can+convert+the+colors.";

    [Theory]
    [InlineData("page-case", Case, ColorScheme.Light, ".arc")]
    [InlineData("page", Two, ColorScheme.Light, "#view-waterfall svg")]
    [InlineData("page-dark", Question, ColorScheme.Dark, "#view-waterfall svg")]
    [InlineData("page-language", Language, ColorScheme.Light, ".movers li")]
    [InlineData("page-aspect", Aspect, ColorScheme.Light, "#view-waterfall svg")]
    public async Task Take_Page_IsSmallEnough(string name, string hash, ColorScheme scheme, string drawn)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TEXTCLASSIFY_SCREENSHOTS") == "1", "TEXTCLASSIFY_SCREENSHOTS is not 1.");
        await using var page = await site.OpenAsync(
            hash, new() { ViewportSize = new() { Width = 1280, Height = 1160 }, ColorScheme = scheme });
        await Expect(page.Page.Locator(drawn).First).ToBeVisibleAsync();
        await SaveAsync(page, name);
    }

    [Fact]
    public async Task Take_ManyTexts_IsSmallEnough()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TEXTCLASSIFY_SCREENSHOTS") == "1", "TEXTCLASSIFY_SCREENSHOTS is not 1.");
        await using var page = await site.OpenAsync("", new() { ViewportSize = new() { Width = 1280, Height = 1160 } });
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 500)));
        await page.AllReadAsync();
        await page.ChooseLabelAsync("negative");
        await SaveAsync(page, "page-texts");
    }

    private static async Task SaveAsync(TextPage page, string name)
    {
        await page.Page.EvaluateAsync("() => document.fonts.ready");
        await page.Page.WaitForTimeoutAsync(1_000);

        string file = Path.Combine(Infrastructure.Repository.Folder, "docs", "images", $"{name}.png");
        await page.Page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });

        Assert.InRange(new FileInfo(file).Length, 10_000, 400_000);
    }
}
