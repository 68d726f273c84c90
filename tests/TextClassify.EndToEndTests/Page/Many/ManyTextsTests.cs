using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Many;

/// <summary>A file of reviews is dropped, and the answer is read: in words, by word, by error, by group and by text.</summary>
public sealed partial class ManyTextsTests(Site site)
{
    [Fact]
    public async Task Drop_500Reviews_AnswersInWordsWhichWordsDriveNegative()
    {
        await using var page = await site.OpenAsync();
        var rows = await ReviewFile.RowsAsync(page, 500);

        await page.DropAsync("reviews.csv", ReviewFile.Csv(rows));
        await page.AllReadAsync();

        var said = Sentence().Match(await page.Answer().InnerTextAsync());
        Assert.True(said.Success, await page.Answer().InnerTextAsync());
        Assert.Equal("500", said.Groups["count"].Value);
        await page.ChooseLabelAsync("negative");
        await Expect(page.Page.Locator("#words-for li").First).ToContainTextAsync("n't");
        string[] words = [.. await page.Page.Locator("#words-for .name").AllInnerTextsAsync()];
        Assert.All((string[])["n't", "no", "bad", "too", "not", "dull"], word => Assert.Contains(word, words));
        // The service of these tests keeps nothing, and the page does not say that it does.
        await Expect(page.Page.GetByText("recorded these answers")).ToHaveCountAsync(0);
        Assert.Contains("view=texts", page.Hash, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_OfALabel_AddUpToWhatThePageSays()
    {
        await using var page = await site.OpenAsync();
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 120)));
        await page.AllReadAsync();

        string words = await DownloadAsync(page, "Download the words’ weights as CSV");
        await page.ChooseLabelAsync("negative");
        var sums = Sums().Match(await page.Page.Locator(".words-card").InnerTextAsync());

        double weights = words.Split("\r\n").Where(line => line.StartsWith("negative,", StringComparison.Ordinal))
            .Sum(line => Number(Weight().Match(line).Groups["weight"].Value));
        Assert.Equal(Number(sums.Groups["logit"].Value), weights + Number(sums.Groups["bias"].Value), 0.02);
    }

    [Fact]
    public async Task Errors_OfALabelledFile_AreCountedAndShowTheirTexts()
    {
        await using var page = await site.OpenAsync();
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 300)));
        await page.AllReadAsync();

        int[] cells = [.. (await page.Page.Locator(".confusion button").AllInnerTextsAsync()).Select(int.Parse)];
        Assert.Equal(300, cells.Sum());
        await Expect(page.Page.Locator("#right")).ToContainTextAsync($"({cells[0] + cells[3]} of 300)");
        await page.Page.GetByLabel($"{cells[1]} texts labelled negative in the file, read as positive").ClickAsync();
        await Expect(page.RowCount()).ToHaveTextAsync($"{cells[1]} texts");
        await Expect(page.Page.Locator("td.error")).ToHaveCountAsync(cells[1]);

        await page.Button($"Only the {cells[1] + cells[2]} wrong texts").ClickAsync();
        await page.Page.GetByText("label positive ×").ClickAsync();
        await Expect(page.RowCount()).ToHaveTextAsync($"{cells[1] + cells[2]} texts");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('rows=wrong')");
    }

    [Fact]
    public async Task Row_Pressed_OpensTheTextAndBackReturns()
    {
        await using var page = await site.OpenAsync();
        var rows = await ReviewFile.RowsAsync(page, 30);
        await page.DropAsync("reviews.csv", ReviewFile.Csv(rows));
        await page.AllReadAsync();

        await page.Page.Locator(".sequences td.context button").Nth(2).ClickAsync();
        await Expect(page.Text).ToHaveValueAsync(rows[2].Text);
        await Expect(page.Page.Locator(".card.answer")).ToContainTextAsync("Row 3 of reviews.csv");
        await page.Page.Locator("#text-title").ClickAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Button("After").ClickAsync();
        await Expect(page.Text).ToHaveValueAsync(rows[3].Text);
        await page.DrawnAsync(rows[3].Text);

        await page.Page.GoBackAsync();
        await Expect(page.Answer()).ToContainTextAsync("Of 30 reviews");
    }

    [Fact]
    public async Task Groups_ByShop_CountTheirRowsAndFilterEverything()
    {
        await using var page = await site.OpenAsync();
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 90)));
        await page.AllReadAsync();

        await Expect(page.Page.Locator(".groups tbody tr")).ToHaveCountAsync(2);
        await page.Button("south").ClickAsync();

        await Expect(page.Answer()).ToContainTextAsync("Of 30 reviews");
        await Expect(page.RowCount()).ToHaveTextAsync("30 texts");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('value=south')");
        await page.Button("All rows").ClickAsync();
        await Expect(page.Answer()).ToContainTextAsync("Of 90 reviews");
    }

    [Fact]
    public async Task Word_Pressed_ShowsItsTextsAndTheDownloadHasThem()
    {
        await using var page = await site.OpenAsync();
        await page.DropAsync("reviews.csv", ReviewFile.Csv(await ReviewFile.RowsAsync(page, 200)));
        await page.AllReadAsync();
        await page.ChooseLabelAsync("negative");

        var first = page.Page.Locator("#words-for button").First;
        string word = await first.Locator(".name").InnerTextAsync();

        await first.ClickAsync();

        await Expect(page.Page.GetByText($"word {word} ×")).ToBeVisibleAsync();
        var shown = page.Page.Locator(".sequences tbody td.context");
        Assert.All(await shown.AllInnerTextsAsync(), text => Assert.Contains(word, text, StringComparison.OrdinalIgnoreCase));
        int count = await shown.CountAsync();
        string csv = await DownloadAsync(page, "Download these texts as CSV");
        Assert.Equal(count + 1, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith(
            "review,sentiment,shop,predicted,score,score_negative,score_positive,right,because_of,error", csv, StringComparison.Ordinal);
        string lines = await DownloadAsync(page, "Download these texts as NDJSON");
        Assert.Equal(count, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Paste_Lines_ByKeyboardAlone()
    {
        await using var page = await site.OpenAsync();

        await page.Button("Many texts").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.Locator("#pasted").FocusAsync();
        await page.Page.Keyboard.InsertTextAsync("A fine film, warm and funny.\nA dull film.\nA boring, dreadful mess.");
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page.Answer()).ToContainTextAsync("Of 3 texts 67% are negative, mostly because of");
        await Expect(page.Answer()).ToContainTextAsync("33% positive, mostly because of");
        await page.Button("Another file").ClickAsync();
        await Expect(page.Page.Locator("#pasted")).ToBeVisibleAsync();
    }

    private static async Task<string> DownloadAsync(TextPage page, string button)
    {
        var download = await page.Page.RunAndWaitForDownloadAsync(() => page.Button(button).ClickAsync());
        return await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
    }

    private static double Number(string written) =>
        double.Parse(written.Replace('−', '-').TrimStart('+'), CultureInfo.InvariantCulture);

    [GeneratedRegex("^Of (?<count>\\d+) reviews \\d+% are \\w+, (mostly|above all) because of .+; \\d+% (negative|positive), .+\\.$")]
    private static partial Regex Sentence();

    [GeneratedRegex("weights of all words and (?<bias>[+−]?[\\d.]+) of bias add up to (?<logit>[+−]?[\\d.]+),")]
    private static partial Regex Sums();

    [GeneratedRegex(",(?<weight>-?[\\d.e-]+),\\d+,-?[\\d.e-]+$")]
    private static partial Regex Weight();
}
