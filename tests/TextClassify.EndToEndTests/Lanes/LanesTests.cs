using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TextClassify.Page;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Lanes;

/// <summary>A case of several sources on the page: a lane a source, and what each one's messages did.</summary>
public sealed class LanesTests(Site site)
{
    private const string Link =
        "#model=case/1&s.subject=Re:+Which+program+shows+these+pictures?"
        + "&s.own=My+doctor+looked+at+the+scan+and+found+nothing,+but+the+pain+in+my+knee+is+back."
        + "&s.quoted=I+have+a+few+images+in+GIF+format+and+need+a+viewer+for+the+PC+that+can+convert+the+colors.";

    [Fact]
    public async Task Choose_CaseModel_ShowsALaneASourceWhoseSharesAddUp()
    {
        await using var page = await site.OpenAsync();
        await page.Page.Locator("#model").SelectOptionAsync("case/1");

        await Expect(Lanes(page).Locator("h3")).ToHaveTextAsync(["subject", "own", "quoted"]);
        await Expect(Arcs(page)).ToHaveCountAsync(6);
        await Expect(Said(page)).ToContainTextAsync(new Regex(@"^sci\.space, 9\d\.\d%, mostly because of own"));

        var legend = page.Page.Locator(".legends .quiet").First;
        string[] shares = [.. await Lanes(page).Locator(".number").AllTextContentsAsync()];
        string words = await legend.TextContentAsync() ?? "";
        double[] told = [.. Regex.Matches(words, "[+−]?\\d+\\.\\d\\d").Select(number => Number(number.Value))];
        Assert.Equal(told[1], told[0] + shares.Sum(share => Number(share.Replace("share ", "", StringComparison.Ordinal))), 0.026);
    }

    [Fact]
    public async Task Click_Silence_AsksAnewWithoutTheSourceAndTheLinkHoldsIt()
    {
        await using var page = await site.OpenAsync(Link);
        await Expect(Said(page)).ToContainTextAsync("comp.graphics");
        await Expect(Said(page)).ToContainTextAsync("Without quoted it would be sci.med");

        await Silence(page, "quoted").ClickAsync();

        await Expect(Said(page)).ToContainTextAsync("sci.med");
        await Expect(Said(page)).ToContainTextAsync("quoted is silenced.");
        await Expect(Arcs(page)).ToHaveCountAsync(2);
        await Expect(Lane(page, "quoted")).ToContainTextAsync("Alone it says comp.graphics");
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('silence=quoted')");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Let all speak" }).ClickAsync();
        await Expect(Arcs(page)).ToHaveCountAsync(6);
    }

    /// <summary>An arc is a button: it silences its sender, and the last source that speaks can't be silenced.</summary>
    [Fact]
    public async Task Keys_OnAnArc_SilenceItsSender()
    {
        await using var page = await site.OpenAsync(Link);
        var arc = page.Page.GetByRole(
            AriaRole.Button, new() { NameRegex = new("^Messages of own to quoted: .*comp.graphics. Silence own$") });

        await arc.FocusAsync();
        await Expect(page.Page.Locator(".pointed")).ToContainTextAsync("Messages of own to quoted");
        await page.Page.Keyboard.PressAsync("Enter");

        await Expect(Silence(page, "own")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Arcs(page)).ToHaveCountAsync(2);
        await Silence(page, "subject").FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await Expect(Arcs(page)).ToHaveCountAsync(0);
        await Expect(Silence(page, "quoted")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task Write_InALane_FollowsAndAMissingSourceIsNotThere()
    {
        await using var page = await site.OpenAsync(Link + "&silence=subject");
        await Expect(Silence(page, "subject")).ToHaveAttributeAsync("aria-pressed", "true");

        await Lane(page, "quoted").Locator("textarea").FillAsync("");
        await Expect(Lane(page, "quoted")).ToContainTextAsync("not there");
        await Expect(Said(page)).ToContainTextAsync("sci.med");

        await Lane(page, "own").Locator("textarea").FillAsync("The engine of my old Ford runs hot on the highway.");
        await Expect(Said(page)).ToContainTextAsync("rec.autos");
        await Expect(Lane(page, "own").Locator(".lane-word")).ToHaveCountAsync(12);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_CaseModel_FindsNothingSerious(ColorScheme scheme)
    {
        await using var page = await site.OpenAsync(
            Link + "&silence=subject", new BrowserNewContextOptions { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        await Expect(Arcs(page)).ToHaveCountAsync(2);
        await page.Page.GetByText("What messages did as a table").ClickAsync();

        Assert.Empty(await page.SeriousViolationsAsync());
    }

    private static double Number(string shown) => double.Parse(shown.Replace('−', '-'), CultureInfo.InvariantCulture);

    private static ILocator Said(TextPage page) => page.Page.Locator(".answer .said");

    private static ILocator Lanes(TextPage page) => page.Page.Locator(".source-lane");

    private static ILocator Lane(TextPage page, string source) => page.Page.Locator($".source-lane[data-source={source}]");

    private static ILocator Silence(TextPage page, string source) => Lane(page, source).GetByRole(AriaRole.Button);

    private static ILocator Arcs(TextPage page) => page.Page.Locator(".arc");
}
