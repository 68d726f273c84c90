using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>Every view shows a text that was just written, and all follow each other.</summary>
public sealed partial class ViewsTests(Site site)
{
    private const string Mixed = "The film is not bad at all, but the ending was a dreadful mess.";

    [Fact]
    public async Task Write_Text_ShowsItInEveryView()
    {
        await using var page = await site.OpenAsync();

        await page.WriteAsync(Mixed);

        await Expect(page.Words).ToHaveCountAsync(16);
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        foreach (string view in (string[])["heatmap", "jumps", "waterfall", "histogram"])
        {
            await Expect(page.Page.Locator($"#view-{view} svg")).ToBeVisibleAsync();
        }

        await Expect(page.Page.Locator("#view-heatmap rect:not(.span-mark, .step-mark)")).ToHaveCountAsync(3 * 16);
        await Expect(page.Page.Locator("#view-waterfall")).ToContainTextAsync(Number());
        Assert.True(await InkOfAsync(page, 1) > 100, "The path is not drawn.");
    }

    [Fact]
    public async Task Write_LongerText_MovesThePath()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A fine film");

        await page.Text.PressSequentiallyAsync(" indeed");

        await page.DrawnAsync("A fine film indeed");
        await Expect(page.Words).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Drag_AlongWords_SelectsTheSpanInEveryView()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Mixed);

        await page.DragAsync(page.Words.Nth(3), page.Words.Nth(6));

        await Expect(page.Words.And(page.Page.Locator("[aria-selected=true]"))).ToHaveCountAsync(4);
        await Expect(page.Page.Locator(".span-mark:not([width='0'])")).ToHaveCountAsync(3);
        await Expect(page.Status).ToContainTextAsync("4 words selected, steps 4 to 7");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('span=3-6')");
    }

    [Fact]
    public async Task Drag_AlongAChart_SelectsTheWords()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Mixed);
        var bars = page.Page.Locator("#view-jumps .bar");

        await page.DragAsync(bars.Nth(12), bars.Nth(14));

        await Expect(page.Words.And(page.Page.Locator("[aria-selected=true]"))).ToHaveTextAsync(["a", "dreadful", "mess"]);
    }

    [Fact]
    public async Task Hover_Word_ShowsTheStepEverywhereWithoutARequest()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Mixed);
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        int requests = 0;
        page.Page.Request += (_, _) => Interlocked.Increment(ref requests);

        // The text's own requests may still go out.
        int before;
        do
        {
            before = Volatile.Read(ref requests);
            await page.Page.WaitForTimeoutAsync(500);
        }
        while (Volatile.Read(ref requests) != before);

        await page.Words.Nth(13).HoverAsync();

        await Expect(page.Page.Locator(".readout")).ToContainTextAsync("Step 14 of 16: “dreadful”");
        var marks = await page.Page.Locator(".step-mark").EvaluateAllAsync<string[]>("marks => marks.map(mark => mark.getAttribute('x'))");
        Assert.Equal(3, marks.Length);
        Assert.Single(marks.Distinct());
        Assert.Equal(before, requests);
    }

    [Fact]
    public async Task Pin_Text_ComparesTwo()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("A dreadful mess");
        int alone = await InkOfAsync(page, 1);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Pin as B" }).ClickAsync();
        await page.WriteAsync("A fine film that I enjoyed");

        await Expect(page.Page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(2);
        await Expect(page.Page.Locator(".class .number small")).ToHaveCountAsync(2);
        Assert.True(await InkOfAsync(page, 1) > alone, "The second path is not drawn.");

        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "B", Exact = true }).CheckAsync();
        await Expect(page.Page.Locator(".readout")).ToContainTextAsync("of 3");
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Unpin B" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Listbox)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Choose_ModelMethodAndClass_ExplainsThem()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync("Who wrote the book about the white whale?");

        await page.Page.Locator("#model").SelectOptionAsync("question/2");
        await Expect(page.Page.Locator(".class")).ToHaveCountAsync(6);
        await page.Page.Locator("#method").SelectOptionAsync("integrated_gradients");
        await Expect(page.Certificate).ToContainTextAsync(ManyCalls());
        await page.Page.GetByRole(AriaRole.Button, new() { NameRegex = Place() }).ClickAsync();

        await Expect(page.Page.Locator("#view-heatmap .chosen")).ToHaveTextAsync("LOC");
        await page.Page.WaitForFunctionAsync(
            "() => location.hash.includes('class=LOC') && location.hash.includes('method=integrated_gradients')");
        await Expect(page.Page.Locator(".steps h3 b")).ToHaveTextAsync("LOC");
    }

    /// <summary>What a word says for the class is what the eye meets first, not what the model expected when it read it.</summary>
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Write_Text_TheLoudestWordsAreThoseOfTheLargestScores(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync("", new() { ColorScheme = scheme });
        await page.WriteAsync(Mixed);
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        await Expect(page.Words.First).ToHaveAttributeAsync("title", Score());

        double[] sizes = await page.Words.EvaluateAllAsync<double[]>(
            "words => words.map(word => Math.abs(Number(word.title.split('score ')[1].replace('−', '-'))))");
        double[] loudness = await page.Words.EvaluateAllAsync<double[]>(
            """
            words => {
              const channels = colour => colour.match(/\d+/g).slice(0, 3).map(Number);
              const card = channels(getComputedStyle(document.querySelector('.reading')).backgroundColor);
              return words.map(word => Math.hypot(...channels(getComputedStyle(word.querySelector('.chip')).backgroundColor).map((value, i) => value - card[i])));
            }
            """);

        int[] bySize = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(word => sizes[word]).Take(3)];
        int[] byLoudness = [.. Enumerable.Range(0, sizes.Length).OrderByDescending(word => loudness[word]).Take(3)];
        Assert.Equal(bySize.Order(), byLoudness.Order());
        Assert.True(loudness[bySize[0]] > 3 * loudness[0], "The strongest word is no louder than the first, which says nothing.");
    }

    [Fact]
    public async Task Certificate_OfAMethodThatPromisesASum_SaysWhatAddsUp()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Mixed);

        await Expect(page.Certificate).ToContainTextAsync(AddsUp());
        await Expect(page.Certificate.Locator("[title]")).ToHaveAttributeAsync("title", Promise());
    }

    [Fact]
    public async Task Explain_TooFewSteps_LooksUncertainAndSaysSo()
    {
        await using var page = await site.OpenAsync(
            "#text=The+film+is+not+bad+at+all,+but+the+ending+was+a+dreadful+mess."
            + "&model=sentiment/1&method=integrated_gradients&p.n_steps=1");

        await Expect(page.Certificate).ToContainTextAsync("Not converged.");
        await Expect(page.Page.Locator(".words.unsure")).ToBeVisibleAsync();
    }

    /// <summary>How many pixels of a canvas of the map are not clear.</summary>
    private static Task<int> InkOfAsync(TextPage page, int layer) => page.Map.Locator("canvas").Nth(layer).EvaluateAsync<int>(
        """
        canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
          .reduce((count, value, at) => count + (at % 4 === 3 && value > 0 ? 1 : 0), 0)
        """);

    [GeneratedRegex(@"\d\.\d\d")]
    private static partial Regex Number();

    [GeneratedRegex(@"\d+ model calls")]
    private static partial Regex ManyCalls();

    [GeneratedRegex(@"score [+−\d]")]
    private static partial Regex Score();

    [GeneratedRegex(@"The scores add up\. They sum to \d\.\d{3} and must sum to \d\.\d{3}; off by [\d.e−]+, allowed is 0\.0001\.")]
    private static partial Regex AddsUp();

    [GeneratedRegex("The method promises")]
    private static partial Regex Promise();

    [GeneratedRegex("^LOC")]
    private static partial Regex Place();
}
