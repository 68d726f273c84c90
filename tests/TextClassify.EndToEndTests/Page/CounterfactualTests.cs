using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>The method whose answer is a text: the edits that give it another class.</summary>
public sealed class CounterfactualTests(Site site)
{
    private const string Mixed =
        "#text=The+film+is+not+bad+at+all,+but+the+ending+was+a+dreadful+mess.&model=sentiment/1&method=counterfactual";
    private const string River = "#text=What+is+the+name+of+the+river?&model=question/2&method=counterfactual";

    [Theory]
    [InlineData(Mixed, "positive")]
    [InlineData(Mixed + "&class=negative", "positive")]
    [InlineData(River, "ENTY")]
    [InlineData(River + "&class=NUM", "NUM")]
    public async Task Choose_Counterfactual_AsksForAnotherClassAndShowsTheEditedText(string link, string reached)
    {
        var asked = new List<string?>();
        await using var page = await site.OpenAsync(link, before: page =>
        {
            page.Request += (_, request) =>
            {
                if (request.PostData is { } body && body.Contains("counterfactual", StringComparison.Ordinal))
                {
                    asked.Add(JsonDocument.Parse(body).RootElement.GetProperty("target").GetString());
                }
            };
            return Task.CompletedTask;
        });
        var edited = page.Page.Locator(".edited");

        await Expect(edited).ToContainTextAsync($"To make it {reached}:");
        Assert.All(asked, target => Assert.Equal(reached, target));
        Assert.NotEqual(0, await edited.Locator("del, ins").CountAsync());
        string before = await page.Text.InputValueAsync();
        Assert.Equal(before, string.Concat(await edited.Locator(".edited-text > :not(ins)").AllTextContentsAsync()));
        string after = string.Concat(await edited.Locator(".edited-text > :not(del)").AllTextContentsAsync());
        string score = await edited.Locator("b").Last.InnerTextAsync();
        Assert.StartsWith($"{reached} ", score, StringComparison.Ordinal);

        // The model says of the edited text what was shown.
        await edited.GetByRole(AriaRole.Button, new() { Name = "Write this text instead" }).ClickAsync();
        await Expect(page.Text).ToHaveValueAsync(after);
        await page.DrawnAsync(after);
        await Expect(page.Page.Locator(".class.best")).ToHaveTextAsync(score.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Choose_CounterfactualWithinLimitsThatAllowNone_SaysWhy()
    {
        await using var page = await site.OpenAsync(Mixed + "&p.edits=replace&p.max_edits=1&p.neighbours=1&p.candidates=1&p.beam=1");

        await Expect(page.Page.Locator(".edited")).ToContainTextAsync(
            "No edit was found that makes it positive. No edits within the limits reach the label");
    }

    [Fact]
    public async Task Choose_MethodWithFiguresOfItsOwn_ShowsThem()
    {
        await using var page = await site.OpenAsync("#text=not+a+bad+film+at+all&model=sentiment/1&method=anchors");

        await Expect(page.Certificate).ToContainTextAsync("Its own figures: rule “");
        await Expect(page.Certificate).ToContainTextAsync("precision ");
    }
}
