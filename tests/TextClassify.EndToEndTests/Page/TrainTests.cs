using Microsoft.Playwright;
using TextClassify.OwnData;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>From a file to an explained prediction, all on the page.</summary>
public sealed class TrainTests(Site site)
{
    private const int TrainingMs = 500_000;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_FileOfTickets_EndsInAnExplainedPrediction()
    {
        await using var own = new TrainingSite();
        await own.Service.ReadyAsync(Cancel);
        await using var page = await site.OpenAsync(own.Service);
        var card = page.Page.GetByRole(AriaRole.Region, new() { Name = "Train on your own rows" });

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true }).ClickAsync();
        await card.Locator("#train-file").SetInputFilesAsync(own.TicketsFile);
        await Expect(card.GetByLabel("Texts in")).ToHaveValueAsync("body");
        await Expect(card.GetByLabel("Labels in")).ToHaveValueAsync("team");
        await Expect(card.GetByLabel("Name")).ToHaveValueAsync("tickets");
        await card.GetByRole(AriaRole.Button, new() { Name = "Train" }).ClickAsync();

        await Expect(card.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        Assert.Empty(await page.SeriousViolationsAsync());
        await Expect(card).ToContainTextAsync("tickets 1 is ready.", new() { Timeout = TrainingMs });
        await Expect(card).ToContainTextAsync("right on the 24 rows set aside; the baseline, counted words with logistic regression, has");
        Assert.Empty(await page.SeriousViolationsAsync());
        await card.GetByRole(AriaRole.Button, new() { Name = "Try it" }).ClickAsync();

        await Expect(page.Text).ToBeFocusedAsync();
        await Expect(page.Page.Locator("#model")).ToHaveValueAsync("tickets/1");
        await page.WriteAsync("please refund the invoice again");
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        await Expect(page.Words).ToHaveCountAsync(5);
        await Expect(page.Page.Locator(".class").First).ToContainTextAsync("billing");
    }

    [Fact]
    public async Task Train_FileThatCannotBeUsed_SaysWhatToChangeAndKeepsTheFile()
    {
        await using var own = new TrainingSite();
        await own.Service.ReadyAsync(Cancel);
        await using var page = await site.OpenAsync(own.Service);
        string one = Path.Combine(Path.GetDirectoryName(own.TicketsFile)!, "one-label.csv");
        await File.WriteAllTextAsync(one, "body,team\nhelp me,a\nplease help,a\n", Cancel);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true }).ClickAsync();
        await page.Page.Locator("#train-file").SetInputFilesAsync(one);
        await page.Page.Locator(".train").GetByRole(AriaRole.Button, new() { Name = "Train" }).ClickAsync();

        await Expect(page.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("label", new() { Timeout = TrainingMs });
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Back to the file" }).ClickAsync();
        await Expect(page.Page.Locator(".train .drop")).ToContainTextAsync("one-label.csv");
    }

    /// <summary>By keyboard, on the service that the other tests use.</summary>
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Open_WhereTrainingIsOff_SaysHowItIsTurnedOn(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(options: new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = new() { Width = 390, Height = 844 },
        });
        var button = page.Page.GetByRole(AriaRole.Button, new() { Name = "Train", Exact = true });

        await button.FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(page.Page.Locator(".train")).ToContainTextAsync("turns it on with Training:Enabled=true");
        await Expect(page.Page.Locator("#train-title")).ToBeFocusedAsync();
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "true");
        Assert.Empty(await page.SeriousViolationsAsync());
    }
}
