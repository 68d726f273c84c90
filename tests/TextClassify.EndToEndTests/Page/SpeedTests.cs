namespace TextClassify.Page;

/// <summary>Loose limits, for machines that do something else meanwhile; the figures are written to the test's output.</summary>
public sealed class SpeedTests(Site site, ITestOutputHelper output)
{
    // The first keys meet code that is not compiled yet, on both sides.
    private const int WarmUp = 16;
    private const int Keys = 40;

    private static readonly string Sixty = string.Join(
        ' ', Enumerable.Repeat("the slow film was not bad at all , but", 6)) + " an ending like this one is";

    [Fact]
    public async Task KeyPress_SixtyTokens_MovesThePathSoon()
    {
        await using var page = await site.OpenAsync();
        await page.WriteAsync(Sixty);
        await page.Text.PressAsync("Control+End");

        var times = new List<double>();
        string text = Sixty;
        for (int key = 0; key < WarmUp + Keys; key++)
        {
            text += key % 4 == 0 ? " " : "o";
            times.Add(await page.Page.EvaluateAsync<double>(Timed, new { text }));
        }

        times.RemoveRange(0, WarmUp);
        times.Sort();
        double p95 = times[(int)Math.Ceiling(0.95 * times.Count) - 1];
        output.WriteLine($"Key press to moved path, 60 tokens, {Keys} keys: median {times[Keys / 2]:F0} ms, p95 {p95:F0} ms.");
        Assert.True(p95 < 3_000, $"p95 is {p95:F0} ms.");
    }

    [Fact]
    public async Task FirstView_Localhost_IsSoonThere()
    {
        await using var page = await site.OpenAsync();
        await page.Page.Locator("#map[data-drawn]").WaitForAsync();

        double drawn = await page.Page.EvaluateAsync<double>("() => performance.getEntriesByName('drawn')[0].startTime");

        output.WriteLine($"First path drawn {drawn:F0} ms after the page was asked for.");
        Assert.True(drawn < 15_000, $"{drawn:F0} ms.");
    }

    /// <summary>Gives the text area its next text as a key press does, and waits for the path of that text.</summary>
    private const string Timed =
        """
        ({ text }) => new Promise((resolve) => {
          const map = document.querySelector('#map');
          const area = document.querySelector('#text');
          const began = performance.now();
          new MutationObserver((_, watcher) => {
            if (map.dataset.drawn === String(text.length)) {
              watcher.disconnect();
              resolve(performance.now() - began);
            }
          }).observe(map, { attributes: true });
          area.value = text;
          area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        })
        """;
}
