using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>At the width of a phone everything can be read.</summary>
public sealed class PhoneTests(Site site)
{
    private static readonly BrowserNewContextOptions Phone = new()
    {
        ViewportSize = new() { Width = 390, Height = 844 },
        HasTouch = true,
        IsMobile = true,
    };

    [Fact]
    public async Task Texts_OfTheDevelopmentTable_AreShownInFull()
    {
        await using var page = await site.OpenAsync("#text=A+fine+film&model=sentiment/1", Phone);
        var texts = page.Page.Locator(".sequences td.context button");
        await texts.First.ScrollIntoViewIfNeededAsync();
        await Expect(texts.Nth(1)).ToBeVisibleAsync();

        var box = await texts.Nth(1).BoundingBoxAsync();

        Assert.InRange(box!.Width, 200, 390);
        Assert.Empty(await CutOffAsync(page));
    }

    [Theory]
    [InlineData("#text=The+film+is+not+bad+at+all&b=A+dreadful+mess&model=sentiment/1&span=2-4&method=integrated_gradients")]
    [InlineData("#text=What+is+the+name+of+the+river+that+flows+through+the+capital+of+Austria?&model=question/2&method=counterfactual")]
    [InlineData("#text=Friendly+waiters+and+fresh+pasta;+we+waited+an+hour+for+the+bill,+though.&model=aspect/1&method=lime")]
    [InlineData("#text=The+film+was+so+bad+that+I+fell+asleep.&model=language/5&step=12")]
    [InlineData("#model=case/1&s.subject=Re:+Which+viewer?&s.own=My+doctor+found+nothing.&s.quoted=Images+in+GIF+format.&silence=subject")]
    [InlineData("#text=A+fine+film&model=nosuch/9")]
    public async Task Page_OfAnyModel_IsNotCutOff(string link)
    {
        await using var page = await site.OpenAsync(link, Phone);
        await page.Page.WaitForTimeoutAsync(1_500);
        // Cards below the window are not laid out until they are scrolled to.
        await page.Page.EvaluateAsync(
            "() => { for (const card of document.querySelectorAll('.card')) card.style.contentVisibility = 'visible'; }");

        Assert.Empty(await CutOffAsync(page));
        foreach (var summary in await page.Page.Locator(".menu summary").AllAsync())
        {
            await summary.ClickAsync();
            Assert.Empty(await CutOffAsync(page));
        }
    }

    /// <summary>What sticks out of the window, and texts that their own box hides.</summary>
    private static Task<string[]> CutOffAsync(TextPage page) => page.Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('body *')].filter(element => {
          const box = element.getBoundingClientRect();
          const shown = box.width > 1 && box.height > 1 && element.checkVisibility() && !element.closest('.hidden, .skip, option, svg, .twin, #map');
          const hides = getComputedStyle(element).textOverflow === 'ellipsis' && element.scrollWidth > element.clientWidth + 1;
          return shown && (box.left < -1 || box.right > innerWidth + 1 || hides);
        }).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)
        """);
}
