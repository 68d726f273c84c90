using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TextClassify.Page;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Translate;

/// <summary>A model that translates on the page: its candidates, its molecules, and where it looked as it wrote.</summary>
[Collection(TranslateSite.Name)]
public sealed class TranslateTests(TranslateSite site)
{
    private const string Text = "CC(=O)Cl.Nc1ccc(O)cc1";
    private const string Link = "#text=CC(%3DO)Cl.Nc1ccc(O)cc1&model=acyls/1";

    /// <summary>What is listed and drawn is what the service answers, cell by cell.</summary>
    [Fact]
    public async Task Choose_Translator_ShowsTheServicesCandidatesAndAttention()
    {
        var answer = await site.AskAsync("acyls", Text, 5);
        var candidates = answer.GetProperty("candidates").EnumerateArray().ToArray();
        await using var page = await site.OpenAsync("#text=CC(%3DO)Cl.Nc1ccc(O)cc1&model=tiny/1");
        await page.Page.Locator("#model").SelectOptionAsync("acyls/1");

        await Expect(Candidates(page).Locator(".text")).ToHaveTextAsync([.. candidates.Select(one => TextOf(one, "text"))]);
        string[] shown = [.. await Candidates(page).Locator(".number").AllTextContentsAsync()];
        Assert.All(shown.Zip(candidates), pair => AssertChance(pair.Second.GetProperty("score").GetDouble(), pair.First));
        string[] valid = [.. candidates.Select(one => one.GetProperty("valid").GetBoolean() ? "✓ valid SMILES" : "✗ not valid SMILES")];
        await Expect(Candidates(page).Locator(".valid")).ToHaveTextAsync(valid);
        string best = TextOf(candidates[0], "text");
        await Expect(page.Page.Locator(".said")).ToHaveTextAsync(
            $"Read as {TextOf(answer, "source")}; the likeliest product is {best}, {shown[0]}; {valid[0].Split(' ')[1]}.");

        await Expect(Rows(page)).ToHaveCountAsync(candidates[0].GetProperty("symbols").GetArrayLength());
        await AssertCellsAsync(page, candidates[0]);
        await Expect(page.Page.Locator(".structure[role=img] .atom")).ToHaveCountAsync(12);
        await Expect(Atoms(page)).ToHaveCountAsync(11);
    }

    /// <summary>A row says where it was read from: in words, at the edge of the picture and in the molecules.</summary>
    [Fact]
    public async Task Keys_OnCandidatesRowsAndAtoms_GoThroughThemAndLinkThem()
    {
        var answer = await site.AskAsync("acyls", Text, 5);
        await using var page = await site.OpenAsync(Link);
        await Expect(Rows(page).First).ToBeVisibleAsync();

        await Candidates(page).First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(Candidates(page).Nth(1)).ToBeFocusedAsync();
        await Expect(Candidates(page).Nth(1)).ToHaveAttributeAsync("aria-selected", "true");
        await AssertCellsAsync(page, answer.GetProperty("candidates")[1]);
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('candidate=1')");
        await page.Page.Keyboard.PressAsync("Home");
        var best = answer.GetProperty("candidates")[0];
        await AssertCellsAsync(page, best);

        await Rows(page).First.FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("ArrowUp");
        int row = best.GetProperty("symbols").GetArrayLength() - 2, aligned = best.GetProperty("alignment")[row].GetInt32();
        await Expect(Rows(page).Nth(row)).ToBeFocusedAsync();
        await Expect(Readout(page)).ToContainTextAsync(
            $"symbol {row + 1} of {row + 2}, looked most at {answer.GetProperty("sourceSymbols")[aligned]} (symbol {aligned + 1}) ");
        await Expect(page.Page.Locator($".looked-at[data-column='{aligned}']")).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".structure[role=img] .atom.hovered")).ToHaveCountAsync(1);
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Page.Locator(".looked-at")).ToHaveCountAsync(0);

        await Atoms(page).First.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Atoms(page).Nth(1)).ToBeFocusedAsync();
        await Expect(page.Page.Locator(".attention-row.shown")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Hover_Row_ShowsItsSymbolsAndLeavingShowsNone()
    {
        await using var page = await site.OpenAsync(Link);

        await Rows(page).Nth(2).HoverAsync();
        await Expect(Readout(page)).ToContainTextAsync("symbol 3 of ");
        await Expect(page.Page.Locator(".attention-row.shown")).ToHaveCountAsync(1);
        await page.Page.Locator("h1").HoverAsync();
        await Expect(page.Page.Locator(".attention-row.shown")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Open_Link_RestoresTextBeamAndCandidate()
    {
        int three = (await site.AskAsync("acyls", Text, 3)).GetProperty("candidates").GetArrayLength();
        int two = (await site.AskAsync("acyls", Text, 2)).GetProperty("candidates").GetArrayLength();
        await using var page = await site.OpenAsync(Link + "&beam=3&candidate=1");
        await Expect(page.Text).ToHaveValueAsync(Text);
        await Expect(page.Page.Locator("#beam")).ToHaveValueAsync("3");
        await Expect(Candidates(page)).ToHaveCountAsync(three);
        await Expect(Candidates(page).Nth(1)).ToHaveAttributeAsync("aria-selected", "true");

        await page.Page.Locator("#beam").SelectOptionAsync("2");
        await Expect(Candidates(page)).ToHaveCountAsync(two);
        await Expect(Candidates(page).First).ToHaveAttributeAsync("aria-selected", "true");
        await page.Text.FillAsync("CC(=O)Cl.OC");
        await Expect(State(page)).ToContainTextAsync("Press Translate");
        await page.Text.PressAsync("Enter");
        await Expect(page.Page.Locator(".said")).ToContainTextAsync(new Regex(@"^Read as CC\(=O\)Cl\.CO; "));
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('beam=2') && !location.hash.includes('candidate')");

        await page.Page.ReloadAsync();
        await Expect(page.Page.Locator("#beam")).ToHaveValueAsync("2");
        await Expect(page.Text).ToHaveValueAsync("CC(=O)Cl.OC");
    }

    [Theory]
    [InlineData("CC(=O", "The text is no SMILES. Character 3: ")]
    [InlineData("CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC", "The text has 41 symbols; the model reads at most 40.")]
    public async Task Translate_WhatItCanNot_SaysSoAtTheBox(string text, string said)
    {
        await using var page = await site.OpenAsync(Link);
        await Expect(Candidates(page).First).ToBeVisibleAsync();

        await page.Text.FillAsync(text);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Translate", Exact = true }).ClickAsync();

        await Expect(State(page)).ToContainTextAsync(said);
        await Expect(page.Page.Locator(".trouble")).ToHaveCountAsync(0);
        await Expect(Candidates(page)).ToHaveCountAsync(0);
        await page.Text.FillAsync("CC(=O)Cl.CN");
        await Expect(State(page)).Not.ToContainTextAsync(said);
    }

    /// <summary>Of words nothing is drawn, and what draws molecules is not fetched.</summary>
    [Fact]
    public async Task Open_TranslatorOfWords_ShowsAttentionWithoutDrawings()
    {
        int fetched = 0;
        await using var page = await site.OpenAsync("#text=the+red+house&model=phrases/1", before: page =>
        {
            page.Request += (_, request) => fetched += request.Url.Contains("olecule", StringComparison.Ordinal) ? 1 : 0;
            return Task.CompletedTask;
        });

        await Expect(page.Page.Locator(".said")).ToHaveTextAsync(
            new Regex(@"^Read as the red house; the likeliest translation is la casa roja, \d\d\.\d%\.$"));
        await Expect(page.Page.Locator(".attention-row .written")).ToHaveTextAsync(["la", "casa", "roja"]);
        await Expect(page.Page.Locator(".attention .read")).ToHaveTextAsync(["the", "red", "house"]);
        await Expect(page.Page.Locator(".structure, .candidate .valid")).ToHaveCountAsync(0);
        Assert.Equal(0, fetched);
    }

    /// <summary>Random weights write what is no SMILES; that is said, and there is nothing to draw.</summary>
    [Fact]
    public async Task Open_TranslatorThatWritesNoSmiles_SaysSo()
    {
        await using var page = await site.OpenAsync("#text=CC(%3DO)O.CCO&model=tiny-translator/1&beam=1");

        await Expect(page.Page.Locator(".said")).ToContainTextAsync("; not valid SMILES.");
        await Expect(Candidates(page).Locator(".valid")).ToHaveTextAsync(["✗ not valid SMILES"]);
        await Expect(page.Page.Locator(".molecule")).ToContainTextAsync("It is no SMILES, so there is nothing to draw.");
    }

    private static async Task AssertCellsAsync(TextPage page, JsonElement candidate)
    {
        await Expect(page.Page.Locator(".attention-row .written")).ToHaveTextAsync(
            [.. candidate.GetProperty("symbols").EnumerateArray().Select(TextOf)]);
        var drawn = await page.Page.EvaluateAsync<JsonElement>(
            """
            () => [...document.querySelectorAll('.attention-row')].map(row => ({
              aligned: Number(row.querySelector('.aligned').dataset.column),
              cells: Object.fromEntries([...row.querySelectorAll('.cell')].map(cell => [cell.dataset.column, cell.textContent])),
            }))
            """);
        foreach (var (row, at) in drawn.EnumerateArray().Select((row, at) => (row, at)))
        {
            Assert.Equal(candidate.GetProperty("alignment")[at].GetInt32(), row.GetProperty("aligned").GetInt32());
            foreach (var (share, column) in candidate.GetProperty("attention")[at].EnumerateArray().Select((s, c) => (s.GetDouble(), c)))
            {
                bool isDrawn = row.GetProperty("cells").TryGetProperty(column.ToString(CultureInfo.InvariantCulture), out var cell);
                Assert.Equal(share >= 0.005, isDrawn);
                if (isDrawn)
                {
                    AssertChance(share, cell.GetString()!.Split(": ")[^1]);
                }
            }
        }
    }

    /// <summary>Percent to one digit, and never all or none of what is not.</summary>
    private static void AssertChance(double probability, string shown)
    {
        if (shown.Contains(' ', StringComparison.Ordinal))
        {
            Assert.Equal(shown.StartsWith("under", StringComparison.Ordinal), probability < 0.0005);
            Assert.True(probability is < 0.0005 or >= 0.9995);
            return;
        }

        Assert.Equal(100 * probability, double.Parse(shown.TrimEnd('%'), CultureInfo.InvariantCulture), 0.0501);
    }

    private static string TextOf(JsonElement json) => json.GetString()!;

    private static string TextOf(JsonElement json, string property) => TextOf(json.GetProperty(property));

    private static ILocator State(TextPage page) => page.Page.Locator("#text-state");

    private static ILocator Readout(TextPage page) => page.Page.Locator(".attention-card .readout");

    private static ILocator Candidates(TextPage page) => page.Page.Locator(".candidate");

    private static ILocator Rows(TextPage page) => page.Page.Locator(".attention-row");

    private static ILocator Atoms(TextPage page) => page.Page.Locator(".structure").GetByRole(AriaRole.Option);
}
