using Microsoft.Playwright;
using TextClassify.Infrastructure;
using TextClassify.Page;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Molecules;

/// <summary>A classifier of SMILES on the page: its molecules, each atom in the colour of what it says.</summary>
public sealed class MoleculeTests(Site site)
{
    private const string Link = "#text=CC(%3DO)Cl.CN%3E%3ECNC(C)%3DO&model=reaction-class/1";

    /// <summary>Atoms have the symbols' sums; pointer, keys, writings and a fault go through, and the picture is saved.</summary>
    [Fact]
    public async Task Open_Reaction_DrawsItsAtomsByWhatTheySay()
    {
        Assert.SkipUnless(IsShipped, "models/reaction-class is not shipped here.");
        await using var page = await site.OpenAsync(Link);
        await Expect(Atoms(page)).ToHaveCountAsync(11);
        await Expect(Atoms(page).Nth(3)).ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex(@"^Cl: [+−]\d"));
        await Expect(page.Page.Locator(".structure .sign")).ToHaveTextAsync(["+", "→"]);

        // Reasons are atoms, and no bracket or dot.
        await Expect(page.Page.Locator(".said")).ToHaveTextAsync(
            new System.Text.RegularExpressions.Regex(@"^acylation, \d.*because of [A-Z]"));

        await Atoms(page).Nth(5).HoverAsync();
        await Expect(page.Page.Locator(".molecule .readout")).ToContainTextAsync("N at character 11: ");
        await Expect(page.Words.Nth(9)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("hovered"));

        await Atoms(page).Nth(0).FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Atoms(page).Nth(1)).ToBeFocusedAsync();

        string given = await Atoms(page).Nth(3).GetAttributeAsync("aria-label") ?? "";
        await page.Page.GetByRole(AriaRole.Radio, new() { Name = "over 8 writings" }).CheckAsync();
        await Expect(Atoms(page).Nth(3)).Not.ToHaveAttributeAsync("aria-label", given);

        var saved = await page.Page.RunAndWaitForDownloadAsync(
            () => page.Page.GetByRole(AriaRole.Button, new() { Name = "Save the molecule as SVG" }).ClickAsync());
        string svg = await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Contains("mean over 8 writings", svg, StringComparison.Ordinal);
        Assert.Contains(">Cl</text>", svg, StringComparison.Ordinal);

        await page.Text.FillAsync("CC(=O");
        await Expect(page.Page.Locator("#text-state")).ToContainTextAsync("The text is no SMILES. Character 3: ");
        await Expect(page.Page.Locator(".trouble")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Axe_DarkOnAPhone_FindsNothingSeriousAndNothingIsWiderThanThePage()
    {
        Assert.SkipUnless(IsShipped, "models/reaction-class is not shipped here.");
        await using var page = await site.OpenAsync(
            Link, new() { ViewportSize = new() { Width = 390, Height = 800 }, ColorScheme = ColorScheme.Dark });
        await Expect(Atoms(page)).ToHaveCountAsync(11);

        Assert.Empty(await page.SeriousViolationsAsync());
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
    }

    private static bool IsShipped => Directory.Exists(Path.Combine(Repository.Folder, "models", "reaction-class"));

    private static ILocator Atoms(TextPage page) => page.Page.Locator(".structure").GetByRole(AriaRole.Option);
}
