using Microsoft.Playwright;
using TextClassify.Infrastructure;
using TextClassify.Shipped;

[assembly: AssemblyFixture(typeof(TextClassify.Page.Site))]

namespace TextClassify.Page;

/// <summary>The service as people start it, with the shipped models and the page, and one browser for all tests.</summary>
public sealed class Site : IAsyncLifetime
{
    public const int PatienceMs = 30_000;

    private readonly PageModels _models = new();
    private ServiceProcess? _service;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why there is nothing to test; null when there is.</summary>
    private static string? Absent =>
        Chromium.Executable is null ? "Chromium is not installed (apt-get install chromium)."
        : !File.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot", "index.html")) ? "The page was not built: Node was not found."
        : null;

    public async ValueTask InitializeAsync()
    {
        if (Absent is not null)
        {
            return;
        }

        // Nothing waits that long on a machine of its own; a build beside the tests makes it slow, not wrong.
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        _service = new ServiceProcess(_models.Arguments);
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.StartAsync(_playwright);
        await _service.ReadyAsync(CancellationToken.None);
    }

    /// <summary>A fresh tab with nothing in it.</summary>
    internal Task<TextPage> OpenAsync(
        string hash = "", BrowserNewContextOptions? options = null, Func<IPage, Task>? before = null, string path = "/") =>
        OpenAsync(_service, hash, options, before, path);

    /// <summary>The same of another service.</summary>
    internal async Task<TextPage> OpenAsync(
        ServiceProcess? service,
        string hash = "",
        BrowserNewContextOptions? options = null,
        Func<IPage, Task>? before = null,
        string path = "/")
    {
        Assert.SkipWhen(Absent is not null, Absent ?? "");
        var context = await _browser!.NewContextAsync(
            options ?? new BrowserNewContextOptions { ViewportSize = new() { Width = 1440, Height = 1000 } });
        var page = await context.NewPageAsync();
        var shown = new TextPage(context, page, new Uri(service!.Http.BaseAddress!, path));
        if (before is not null)
        {
            await before(page);
        }

        await shown.GoAsync(hash);
        return shown;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _models.Dispose();
    }
}
