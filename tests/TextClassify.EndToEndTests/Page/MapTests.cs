using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page;

/// <summary>The map with 50,000 reference states.</summary>
public sealed partial class MapTests(Site site, ITestOutputHelper output)
{
    [Fact]
    public async Task Lasso_OnTheMap_SelectsTheStatesInsideAndStaysInTheLink()
    {
        await using var page = await OpenMapAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Lasso", Exact = true }).ClickAsync();

        await DrawAsync(page, [(0.3f, 0.3f), (0.6f, 0.3f), (0.6f, 0.6f), (0.3f, 0.6f)]);

        await Expect(page.Page.Locator("#lasso-summary")).ToContainTextAsync(States());
        await page.Page.WaitForFunctionAsync("() => location.hash.includes('lasso=')");
        string summary = await page.Page.Locator("#lasso-summary").InnerTextAsync();

        await using var again = await OpenMapAsync(page.Hash);
        await Expect(again.Page.Locator("#lasso-summary")).ToHaveTextAsync(summary);

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Clear lasso" }).ClickAsync();
        await Expect(page.Page.Locator("#lasso-summary")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Hover_ReferenceState_NamesItWithoutARequest()
    {
        await using var page = await OpenMapAsync();

        // The map is drawn while other parts of the page may still ask for theirs.
        await page.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        int requests = 0;
        page.Page.Request += (_, _) => Interlocked.Increment(ref requests);
        var box = (await page.Map.BoundingBoxAsync())!;

        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 3));

        await Expect(page.Map.Locator(".tip")).ToContainTextAsync("Reference state, word");
        await Expect(page.Map.Locator(".tip")).ToContainTextAsync("true class negative");
        Assert.Equal(0, requests);
    }

    [Theory]
    [InlineData("pan")]
    [InlineData("zoom")]
    [InlineData("hover")]
    [InlineData("lasso")]
    public async Task Gesture_FiftyThousandPoints_KeepsUp(string gesture)
    {
        await using var page = await OpenMapAsync();

        var measured = await page.Page.EvaluateAsync<JsonElement>(Frames, gesture);

        double perSecond = measured.GetProperty("perSecond").GetDouble();
        output.WriteLine(
            $"{SyntheticMap.Points} points, {gesture}: {perSecond:F0} frames a second, slowest 5 % of frames "
                + $"{measured.GetProperty("slow").GetDouble():F1} ms.");
        Assert.True(perSecond > 4, $"{perSecond:F1} frames a second.");
    }

    private async Task<TextPage> OpenMapAsync(string hash = "")
    {
        var page = await site.OpenAsync(hash, before: SyntheticMap.UseAsync);
        await Expect(page.Page.Locator("#map-keys")).ToContainTextAsync($"{SyntheticMap.Points:N0} reference states");
        await Expect(page.Certificate).ToContainTextAsync("The scores add up.");
        return page;
    }

    private static async Task DrawAsync(TextPage page, (float X, float Y)[] corners)
    {
        await page.Map.ScrollIntoViewIfNeededAsync();
        var box = (await page.Map.BoundingBoxAsync())!;
        var mouse = page.Page.Mouse;
        await mouse.MoveAsync(box.X + (corners[0].X * box.Width), box.Y + (corners[0].Y * box.Height));
        await mouse.DownAsync();
        foreach (var (x, y) in corners)
        {
            await mouse.MoveAsync(box.X + (x * box.Width), box.Y + (y * box.Height), new() { Steps = 5 });
        }

        await mouse.UpAsync();
    }

    /// <summary>Makes one gesture's events, one a frame, and counts the frames.</summary>
    private const string Frames =
        """
        (gesture) => new Promise((resolve) => {
          const map = document.querySelector('#map');
          const box = map.getBoundingClientRect();
          const send = (type, x, y, more = {}) => map.dispatchEvent(new (type === 'wheel' ? WheelEvent : PointerEvent)(type,
            { bubbles: true, cancelable: true, pointerId: 1, clientX: box.left + x, clientY: box.top + y, ...more }));
          map.setPointerCapture = () => {};
          const [cx, cy] = [box.width / 2, box.height / 2];
          if (gesture === 'pan' || gesture === 'lasso') send('pointerdown', cx, cy, { shiftKey: gesture === 'lasso' });
          const count = 60;
          const times = [];
          let frame = 0;
          const step = (now) => {
            times.push(now);
            if (frame++ === count) {
              send('pointerup', cx, cy);
              const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
              resolve({ perSecond: (1000 * count) / (times.at(-1) - times[0]), slow: gaps[Math.floor(0.95 * gaps.length)] });
              return;
            }
            const [x, y] = [cx + 80 * Math.sin(frame / 6), cy + 60 * Math.cos(frame / 6)];
            if (gesture === 'zoom') send('wheel', cx, cy, { deltaY: frame % 40 < 20 ? -30 : 30 });
            else send('pointermove', x, y);
            requestAnimationFrame(step);
          };
          requestAnimationFrame(step);
        })
        """;

    [GeneratedRegex(@"\d[\d,]* states of \d[\d,]* texts\.")]
    private static partial Regex States();
}
