using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>What leaves the page: links, pictures and tables.</summary>
public sealed class SharingTests(Site site)
{
    private const string Link =
        "#text=A+fine+film+with+a+dreadful+end&b=A+dreadful+mess"
        + "&model=sentiment/1&method=occlusion&class=negative&states=word&reading=local&step=4&span=1-4";

    [Fact]
    public async Task Open_SharedLink_ShowsTheSamePicture()
    {
        await using var page = await site.OpenAsync(Link);
        await page.DrawnAsync("A fine film with a dreadful end");

        await Expect(page.Text).ToHaveValueAsync("A fine film with a dreadful end");
        await Expect(page.Page.Locator("#method")).ToHaveValueAsync("occlusion");
        await Expect(page.Page.Locator("button.class", new() { HasText = "negative" })).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Words.And(page.Page.Locator("[aria-selected=true]"))).ToHaveCountAsync(4);
        await Expect(page.Page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(2);
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "this word" })).ToBeCheckedAsync();
        await Expect(page.Page.GetByRole(AriaRole.Radio, new() { Name = "word", Exact = true })).ToBeCheckedAsync();
    }

    [Theory]
    [InlineData("Save the steps as CSV", "steps.csv", "step,token,start,end")]
    [InlineData("Save the steps as JSON", "steps.json", "\"reading\"")]
    [InlineData("Save the heatmap as SVG", "heatmap.svg", "<svg")]
    [InlineData("Save the waterfall as PNG", "waterfall.png", "PNG")]
    [InlineData("Save the map as PNG", "map.png", "PNG")]
    public async Task Save_View_GivesTheFile(string button, string name, string holds)
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");
        await Expect(page.Page.Locator("#view-waterfall svg")).ToBeVisibleAsync();

        var download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync(new() { Force = true }));

        Assert.Equal(name, download.SuggestedFilename);
        Assert.Contains(
            holds,
            await File.ReadAllTextAsync((await download.PathAsync())!, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }
}
