using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>"Look and labels": each choice changes what the map paints, and choosing the first again brings the first picture
/// back.</summary>
public sealed class LookTests(Site site)
{
    private const int Cloud = 0;
    private const int Path = 1;

    [Theory]
    [InlineData("Projection", "PCA", "t-SNE", Cloud)]
    [InlineData("Point colour", "true class", "expected", Cloud)]
    [InlineData("Fade", "wrong", "none", Cloud)]
    [InlineData("Fade", "right", "none", Cloud)]
    [InlineData("Line colour", "time", "expected", Path)]
    [InlineData("Line width", "time", "jump", Path)]
    [InlineData("Line width", "even", "jump", Path)]
    public async Task Choose_Look_RepaintsTheMap(string setting, string other, string usual, int layer)
    {
        await using var page = await OpenAsync();
        string before = await PictureAsync(page, layer);

        await ChooseAsync(page, setting, other);
        await page.Page.WaitForFunctionAsync(Other, new object[] { layer, before });

        await ChooseAsync(page, setting, usual);
        await page.Page.WaitForFunctionAsync(Same, new object[] { layer, before });
    }

    [Theory]
    [InlineData("Point size", "4", Cloud)]
    [InlineData("Line size", "5", Path)]
    public async Task Move_SizeSlider_RepaintsTheMap(string slider, string value, int layer)
    {
        await using var page = await OpenAsync();
        string before = await PictureAsync(page, layer);

        await page.Page.GetByLabel(slider, new() { Exact = true }).FillAsync(value);

        await page.Page.WaitForFunctionAsync(Other, new object[] { layer, before });
    }

    private async Task<TextPage> OpenAsync()
    {
        var page = await site.OpenAsync("#text=The+film+is+not+bad+at+all&model=sentiment/1");
        await Expect(page.Page.Locator("#map-keys")).ToContainTextAsync("trustworthiness");
        await page.DrawnAsync("The film is not bad at all");
        await Expect(page.Page.Locator(".corpus")).ToBeVisibleAsync();
        await page.Page.GetByText("Look and labels").ClickAsync();
        return page;
    }

    private static Task ChooseAsync(TextPage page, string setting, string option) =>
        page.Page.GetByRole(
            AriaRole.Group,
            new() { Name = setting, Exact = true }).GetByRole(AriaRole.Radio, new() { Name = option, Exact = true }).CheckAsync();

    /// <summary>The layer's picture once it has stood still for two frames.</summary>
    private static Task<string> PictureAsync(TextPage page, int layer) => page.Page.EvaluateAsync<string>(
        """
        async layer => {
          const canvas = document.querySelectorAll('#map canvas')[layer];
          const frame = () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
          for (let last = ''; ; last = canvas.toDataURL()) {
            await frame();
            if (canvas.toDataURL() === last) return last;
          }
        }
        """,
        layer);

    private const string Other = "([layer, before]) => document.querySelectorAll('#map canvas')[layer].toDataURL() !== before";
    private const string Same = "([layer, before]) => document.querySelectorAll('#map canvas')[layer].toDataURL() === before";
}
