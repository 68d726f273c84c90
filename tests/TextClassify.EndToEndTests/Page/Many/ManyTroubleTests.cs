using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Many;

/// <summary>Files that can't be read, rows without an answer, and a service that is away: each is told in a sentence that helps.</summary>
public sealed class ManyTroubleTests(Site site)
{
    [Theory]
    [InlineData("a.csv", "text,label\n\"never closed,positive\n", "The quote that opens in line 2 is never closed")]
    [InlineData("a.ndjson", "{\"text\":\"fine\"}\n{oops}\n", "Line 2 is no JSON")]
    [InlineData("a.xlsx", "PK", "save it as CSV")]
    [InlineData("a.csv", " \n", "There is no text in it")]
    public async Task Drop_FileThatCannotBeRead_SaysWhatToChange(string name, string content, string words)
    {
        await using var page = await site.OpenAsync();

        await page.DropAsync(name, content);

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);
        // What is dropped next is read.
        await page.DropAsync("b.txt", "A fine film\n");
        await Expect(page.Answer()).ToContainTextAsync("Of 1 text 100% is positive");
    }

    [Fact]
    public async Task Drop_RowsWithoutTextOrLabel_AreNamedAndTheRestIsAnswered()
    {
        await using var page = await site.OpenAsync();
        string tooLong = new('a', 20_001);

        await page.DropAsync("a.csv", $"text,label\nA fine film,positive\n,negative\n{tooLong},negative\nA dull film,neutral\n");
        await page.AllReadAsync();

        await Expect(page.Answer()).ToContainTextAsync("Of 2 texts 50%");
        var card = page.Page.Locator(".card.answer");
        await Expect(card).ToContainTextAsync("2 rows have no answer, the first in line 3: The row has no text.");
        await Expect(card).ToContainTextAsync("The model has no label “neutral”; these rows count as rows without a label.");
        await page.Page.GetByText("without an answer").Locator("..").ClickAsync();
        await Expect(page.Page.Locator(".sequences tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Page.Locator(".sequences tbody")).ToContainTextAsync("20,001 characters; the service reads up to 20,000");
    }

    [Fact]
    public async Task Cancel_LongFile_KeepsWhatIsAnsweredAndGoesOn()
    {
        await using var page = await site.OpenAsync();
        var rows = await ReviewFile.RowsAsync(page, 600);
        var first = new TaskCompletionSource();
        int asked = 0;
        // The third portion waits until somebody has pressed Cancel, however fast the machine is.
        await page.Page.RouteAsync("**/classify?*", async route =>
        {
            if (Interlocked.Increment(ref asked) == 3)
            {
                await first.Task;
            }

            try
            {
                await route.ContinueAsync();
            }
            catch (PlaywrightException)
            {
                // The page gave this one up.
            }
        });

        await page.DropAsync("reviews.csv", ReviewFile.Csv(rows));
        await Expect(page.Page.Locator("#progress")).ToContainTextAsync("of 600 read");
        while (Volatile.Read(ref asked) < 3)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await page.Button("Cancel").ClickAsync();
        await Expect(page.Page.Locator("#progress")).ToHaveTextAsync("Stopped after 512 of 600.");
        await Expect(page.Answer()).ToContainTextAsync("So far, of 512 reviews");
        first.SetResult();
        await page.Button("Go on").ClickAsync();

        await page.AllReadAsync();
        await Expect(page.Answer()).ToContainTextAsync("Of 600 reviews");
    }

    [Fact]
    public async Task Service_AwayMidway_SaysHowFarItCameAndGoesOnWhenAsked()
    {
        await using var page = await site.OpenAsync();
        var rows = await ReviewFile.RowsAsync(page, 400);
        int asked = 0;
        await page.Page.RouteAsync(
            "**/classify?*", route => Interlocked.Increment(ref asked) == 2 ? route.AbortAsync() : route.ContinueAsync());

        await page.DropAsync("reviews.csv", ReviewFile.Csv(rows));

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(
            "The service can’t be reached, or broke off: 256 of 400 texts are answered. Start it again and go on; what is answered stays.");
        await Expect(page.Answer()).ToContainTextAsync("So far, of 256 reviews");
        await page.Button("Go on").ClickAsync();
        await page.AllReadAsync();
        await Expect(page.Answer()).ToContainTextAsync("Of 400 reviews");
    }

    [Fact]
    public async Task Proxy_RefusesLargeBodies_GetsSmallerOnes()
    {
        await using var page = await site.OpenAsync();
        var rows = await ReviewFile.RowsAsync(page, 100);
        await page.Page.RouteAsync(
            "**/classify?*",
            route => (route.Request.PostData?.Length ?? 0) > 3_000
                ? route.FulfillAsync(new() { Status = 413, Body = "<html>413 Request Entity Too Large</html>" })
                : route.ContinueAsync());

        await page.DropAsync("reviews.csv", ReviewFile.Csv(rows));

        await page.AllReadAsync();
        await Expect(page.Answer()).ToContainTextAsync("Of 100 reviews");
        await Expect(page.Page.Locator(".card.answer")).Not.ToContainTextAsync("no answer");
    }

    [Theory]
    [InlineData("language", "The model chosen labels no texts; choose another at the top")]
    [InlineData("aspect", "The model chosen labels parts of texts")]
    public async Task Drop_ForAModelThatLabelsNoTexts_SaysToChooseAnother(string model, string words)
    {
        await using var page = await site.OpenAsync($"#model={model}&view=texts&text=a");

        await page.DropAsync("a.txt", "A fine film\nA dull film\n");
        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(words);

        await page.Page.Locator("#model").SelectOptionAsync("sentiment/1");
        await Expect(page.Answer()).ToContainTextAsync("Of 2 texts 50%");
    }
}
