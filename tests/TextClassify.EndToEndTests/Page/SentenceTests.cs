using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>One text's answer in plain words, and a counterfactual that is asked anew.</summary>
public sealed partial class SentenceTests(Site site)
{
    [Fact]
    public async Task Write_Text_SaysItsLabelAndTheWordsThatMadeIt()
    {
        await using var page = await site.OpenAsync("#model=sentiment/1&text=A+slow+start,+wooden+acting+and+a+silly+plot.");
        var said = page.Page.Locator(".card.answer .said");

        await Expect(said).ToHaveTextAsync(Sentence());
        string sentence = await said.InnerTextAsync();
        // The words it names as reasons are among those that the page colours as speaking for the label.
        foreach (string word in await said.Locator("em").AllInnerTextsAsync())
        {
            bool against = sentence.IndexOf(word, StringComparison.Ordinal) > sentence.IndexOf(';', StringComparison.Ordinal)
                && sentence.Contains(';', StringComparison.Ordinal);
            string first = word.Split(' ')[0];
            string title = await page.Words.Filter(new() { HasText = first }).First.GetAttributeAsync("title") ?? "";
            Assert.Contains(against ? "score −" : "score +", title, StringComparison.Ordinal);
        }

        await page.Page.Locator(".class").Filter(new() { HasText = "positive" }).ClickAsync();
        await Expect(said).ToContainTextAsync("negative, ");
        await Expect(said).ToContainTextAsync("for positive, ");
    }

    [Fact]
    public async Task Counterfactual_Found_IsProvedByAskingAnew()
    {
        await using var page = await site.OpenAsync("#model=sentiment/1&text=A+dull+and+boring+film&method=counterfactual");

        await Expect(page.Page.Locator(".proof")).ToContainTextAsync("Asked anew about this text, the model says positive");
        await Expect(page.Page.Locator(".proof")).ToContainTextAsync("the edits do change its answer.");
    }

    [GeneratedRegex("^negative, \\d+\\.\\d%, (mostly|above all) because of .+\\.$")]
    private static partial Regex Sentence();
}
