using Microsoft.Playwright;
using TextClassify.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Translate;

/// <summary>How a translation looks: to axe, on a phone, and as a picture that is saved.</summary>
[Collection(TranslateSite.Name)]
public sealed class TranslateLookTests(TranslateSite site)
{
    private const string Link = "#text=CCC(%3DO)Cl.Nc1ccc(O)cc1&model=acyls/1";

    [Theory]
    [InlineData(ColorScheme.Light, 1440, Link)]
    [InlineData(ColorScheme.Dark, 390, Link)]
    [InlineData(ColorScheme.Light, 390, "#text=the+small+flower&model=phrases/1")]
    public async Task Axe_Translation_FindsNothingSeriousAndNothingIsWiderThanThePage(ColorScheme scheme, int width, string link)
    {
        await using var page = await site.OpenAsync(link, new()
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        await page.Page.Locator(".attention-row").Nth(1).FocusAsync();
        await page.Page.GetByText("Attention as a table").ClickAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
        Assert.Equal(width, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(await page.CutAsync());
    }

    [Theory]
    [InlineData("attention", "Where it looked as it wrote ", "Model acyls 1, beam 5: a product of ", "100% of the attention")]
    [InlineData("product", "What it wrote: candidate 1", "Model acyls 1, attention of each", "100.0%")]
    public async Task Save_PictureAsSvg_HoldsTitleModelAndKeys(string name, string title, string model, string key)
    {
        await using var page = await site.OpenAsync(Link);

        var saved = await page.Page.RunAndWaitForDownloadAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = $"Save the {name} as SVG" }).ClickAsync());

        string svg = await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains($">{title}", svg, StringComparison.Ordinal);
        Assert.Contains($">{model}", svg, StringComparison.Ordinal);
        Assert.Contains($">{key}</text>", svg, StringComparison.Ordinal);
    }

    /// <summary>Takes the picture of the documentation: <c>TEXTCLASSIFY_SCREENSHOTS=1</c>.</summary>
    [Fact]
    public async Task Take_Translation_IsSmallEnough()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("TEXTCLASSIFY_SCREENSHOTS") == "1", "TEXTCLASSIFY_SCREENSHOTS is not 1.");
        await using var page = await site.OpenAsync(Link, new() { ViewportSize = new() { Width = 1180, Height = 1200 } });
        await page.Page.Locator(".attention-row").Nth(4).HoverAsync();
        await Expect(page.Page.Locator(".structure .atom.hovered")).ToHaveCountAsync(2);
        string file = Path.Combine(Repository.Folder, "docs", "images", "page-translate.png");

        await page.Page.ScreenshotAsync(new() { Path = file, Scale = ScreenshotScale.Css });

        Assert.InRange(new FileInfo(file).Length, 10_000, 150_000);
    }
}
