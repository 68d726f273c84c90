using System.Buffers.Binary;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>A saved picture is understood without the page: title, model, words, keys, and all of the drawing.</summary>
public sealed class PictureTests(Site site)
{
    private const string Text = "The film is not bad at all, but the ending was a dreadful mess.";
    private const string Classifier = "#text=The+film+is+not+bad+at+all,+but+the+ending+was+a+dreadful+mess.&model=sentiment/1&span=3-4";
    private const string Characters = "#text=The+film+is+bad.&model=language/5";

    private static readonly string[] Words =
    [
        "The", "film", "is", "not", "bad", "at", "all", ",", "but", "the", "ending", "was", "a", "dreadful", "mess", ".",
    ];

    [Theory]
    [InlineData("waterfall", "Evidence for negative, adding up to its logit", "method evidence", "for", 1440)]
    [InlineData("heatmap", "What it expects, word by word", "expected from words so far", "negative", 1440)]
    [InlineData("heatmap", "What it expects, word by word", "expected from words so far", "negative", 390)]
    [InlineData("jumps", "How far the forward state jumps at each word", "expected from words so far", "selected span", 1440)]
    [InlineData(
        "histogram", "Is a jump of the forward state unusual?", "Model sentiment 1", "reference states, by the size of their jump", 1440)]
    public async Task Save_ChartAsSvg_HoldsTitleModelWordsAndKeysInItsFrame(string view, string title, string source, string key, int width)
    {
        await using var page = await site.OpenAsync(Classifier, new() { ViewportSize = new() { Width = width, Height = 900 } });
        await Expect(page.Page.Locator("#view-waterfall svg")).ToBeVisibleAsync();
        await Expect(page.Page.Locator("#view-histogram svg")).ToBeVisibleAsync();

        string[] texts = await TextsOfAsync(page, await SaveAsync(page, $"Save the {view} as SVG"));

        Assert.Contains(title, texts);
        Assert.Contains(
            texts,
            text => text.StartsWith("Model sentiment 1", StringComparison.Ordinal)
                && text.Contains("predicts negative", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains(source, StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains(Text, StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains(key, StringComparison.Ordinal));
        Assert.Equal(view == "histogram" ? [] : Words, texts.Where(Words.Contains).ToArray());
    }

    [Fact]
    public async Task Save_SurpriseAsSvg_HoldsEveryCharacter()
    {
        await using var page = await site.OpenAsync(Characters);
        await Expect(page.Page.Locator("#view-surprise svg")).ToBeVisibleAsync();

        string[] texts = await TextsOfAsync(page, await SaveAsync(page, "Save the surprise as SVG"));

        Assert.Contains("Surprise at each character, in bits", texts);
        Assert.Contains(texts, text => text.StartsWith("Model language 5", StringComparison.Ordinal));
        Assert.Contains("The␣film␣is␣bad.", string.Concat(texts.Where(text => text.Length == 1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("waterfall")]
    [InlineData("map")]
    public async Task Save_ViewAsPng_HasRoomForItsCaption(string view)
    {
        await using var page = await site.OpenAsync(Classifier);
        await Expect(page.Page.Locator("#view-waterfall svg")).ToBeVisibleAsync();
        var drawing = await page.Page.Locator(view == "map" ? "#map" : "#view-waterfall svg").BoundingBoxAsync();

        byte[] png = await File.ReadAllBytesAsync(await SaveAsync(page, $"Save the {view} as PNG"), TestContext.Current.CancellationToken);

        int height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        Assert.InRange(height, 2 * (drawing!.Height + 80), 2 * (drawing.Height + 400));
    }

    private static async Task<string> SaveAsync(TextPage page, string button)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(() =>
            page.Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync(new() { Force = true }));
        return await download.PathAsync();
    }

    /// <summary>The words of a picture, opened alone; nothing of it may lie outside its frame.</summary>
    private static async Task<string[]> TextsOfAsync(TextPage page, string file)
    {
        string markup = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var alone = await page.Page.Context.NewPageAsync();
        await alone.SetContentAsync(string.Create(CultureInfo.InvariantCulture, $"<!doctype html><body style='margin:0'>{markup}"));
        string[] outside = await alone.EvaluateAsync<string[]>(
            """
            () => {
              const svg = document.querySelector('svg');
              const frame = svg.getBoundingClientRect();
              return [...svg.querySelectorAll('text, rect, line')].filter(mark => {
                const box = mark.getBoundingClientRect();
                return box.width + box.height > 0
                  && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
              }).map(mark => mark.outerHTML);
            }
            """);
        Assert.Empty(outside);
        string[] texts = [.. await alone.Locator("svg text").AllTextContentsAsync()];
        await alone.CloseAsync();
        return texts;
    }
}
