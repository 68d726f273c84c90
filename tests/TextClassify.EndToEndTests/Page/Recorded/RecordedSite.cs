using System.Net.Http.Json;
using System.Text.Json;
using TextClassify.Infrastructure;
using TextClassify.Shipped;
using static Microsoft.Playwright.Assertions;

namespace TextClassify.Page.Recorded;

/// <summary>A service that keeps the texts it answers, and was given two files of reviews by the page.</summary>
public sealed class RecordedSite(Site site) : IAsyncLifetime
{
    public const int FirstRows = 200;
    public const int SecondRows = 100;

    private readonly PageModels _models = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-").FullName;
    private ServiceProcess? _service;

    public async ValueTask InitializeAsync()
    {
        _service = new ServiceProcess(
            _models.Arguments, null, ("TEXTCLASSIFY__MEMORY__LEVEL", "Text"), ("TEXTCLASSIFY__MEMORY__DIRECTORY", _folder));
        await _service.ReadyAsync(CancellationToken.None);
        await using var page = await site.OpenAsync(_service, "#view=texts");
        var rows = await ReviewFile.RowsAsync(page, FirstRows + SecondRows);
        foreach (var (name, part) in ((string, (string, string)[])[])[("first.csv", rows[..FirstRows]), ("second.csv", rows[FirstRows..])])
        {
            await page.DropAsync(name, ReviewFile.Csv(part));
            await page.AllReadAsync();
            await Expect(page.Answer()).ToContainTextAsync($"Of {part.Length} reviews");
            await Expect(page.Page.Locator(".card.answer")).ToContainTextAsync($"recorded these answers as cohort page/{name}");
        }

        while (await RecordedAsync() < FirstRows + SecondRows)
        {
            await Task.Delay(100);
        }
    }

    internal Task<TextPage> OpenAsync(string hash, Microsoft.Playwright.BrowserNewContextOptions? options = null) =>
        site.OpenAsync(_service, hash, options);

    /// <summary>What the service would have labelled next.</summary>
    internal async Task<string[]> QueueAsync(string cohort, int count)
    {
        var answer = await _service!.Http.GetFromJsonAsync<JsonElement>($"/quality/queue?model=sentiment&cohort={cohort}&limit={count}");
        return [.. answer.GetProperty("queue").EnumerateArray().Select(
            one => one.GetProperty("prediction").GetProperty("text").GetString()!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
        _models.Dispose();
    }

    /// <summary>How many answers to the two files are kept.</summary>
    private async Task<int> RecordedAsync()
    {
        var answer = await _service!.Http.GetFromJsonAsync<JsonElement>("/quality?model=sentiment&by=cohort");
        return answer.GetProperty("groups").EnumerateArray()
            .Where(group => group.GetProperty("group").GetString()!.StartsWith("page/", StringComparison.Ordinal))
            .Sum(group => group.GetProperty("predictions").GetInt32());
    }
}
