using System.Text.Json;
using Microsoft.Playwright;

namespace TextClassify.Page;

/// <summary>The page in a tab, by what a person does on it. Closing it fails the test when the browser complained.</summary>
internal sealed class TextPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly Uri _address;
    private readonly List<string> _complaints = [];

    public TextPage(IBrowserContext context, IPage page, Uri address)
    {
        _context = context;
        _address = address;
        Page = page;
        page.SetDefaultTimeout(Site.PatienceMs);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // A refused text is answered 4xx on purpose, and the browser logs every such answer.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public ILocator Text => Page.Locator("#text");

    public ILocator Words => Page.GetByRole(AriaRole.Listbox, new() { Name = "Words of text A" }).GetByRole(AriaRole.Option);

    public ILocator Map => Page.Locator("#map");

    public ILocator Certificate => Page.Locator(".certificate").First;

    public ILocator Status => Page.GetByRole(AriaRole.Status);

    public string Hash => new Uri(Page.Url).Fragment;

    public Task GoAsync(string hash) => Page.GotoAsync(new Uri(_address, hash).AbsoluteUri);

    /// <summary>Writes a text and waits until its path is drawn.</summary>
    public async Task WriteAsync(string text)
    {
        await Text.FillAsync(text);
        await DrawnAsync(text);
    }

    public Task DrawnAsync(string text) => Assertions.Expect(Map).ToHaveAttributeAsync("data-drawn", $"{text.Length}");

    /// <summary>Presses on one place, moves to another, and lets go.</summary>
    public async Task DragAsync(ILocator from, ILocator to)
    {
        var start = await MiddleAsync(from);
        var end = await MiddleAsync(to);
        await Page.Mouse.MoveAsync(start.X, start.Y);
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 6 });
        await Page.Mouse.UpAsync();
    }

    /// <summary>Runs axe; one line for each serious or critical violation.</summary>
    public async Task<string[]> SeriousViolationsAsync()
    {
        await Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        var found = await Page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations");
        return
        [
            .. found.EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .Select(violation => $"{violation.GetProperty("id")}: {violation.GetProperty("nodes")[0].GetProperty("html")}"),
        ];
    }

    /// <summary>What stands beyond the sides of the window and can't be scrolled to.</summary>
    public Task<string[]> CutAsync() => Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll('main *')].filter(element => {
          const box = element.getBoundingClientRect();
          return box.width > 1 && element.checkVisibility() && !element.closest('.hidden, option, svg, .scroll, .wide-table')
            && (box.left < -1 || box.right > innerWidth + 1);
        }).map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`)
        """);

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }

    private static string Axe => Path.Combine(
        Infrastructure.Repository.Folder, "src", "TextClassify.Web", "node_modules", "axe-core", "axe.min.js");

    private static async Task<(float X, float Y)> MiddleAsync(ILocator locator)
    {
        await locator.ScrollIntoViewIfNeededAsync();
        var box = await locator.BoundingBoxAsync() ?? throw new InvalidOperationException("Not in sight.");
        return (box.X + (box.Width / 2), box.Y + (box.Height / 2));
    }
}
