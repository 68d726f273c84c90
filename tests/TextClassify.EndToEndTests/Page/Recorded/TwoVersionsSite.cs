using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using TextClassify.Infrastructure;

namespace TextClassify.Page.Recorded;

/// <summary>A service with both versions of the sentiment model, which answered the same reviews, and others by one of them.</summary>
public sealed class TwoVersionsSite(Site site) : IAsyncLifetime
{
    public const string Alone = "alone";
    private const int Rows = 120;

    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("textclassify-versions-");
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-").FullName;
    private ServiceProcess? _service;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateSymbolicLink(
            Path.Combine(_models.FullName, "sentiment"), Path.Combine(Repository.Folder, "models", "sentiment"));
        _service = new ServiceProcess(
            ["--Models:Directory", _models.FullName], null,
            ("TEXTCLASSIFY__MEMORY__LEVEL", "Text"), ("TEXTCLASSIFY__MEMORY__DIRECTORY", _folder));
        await _service.ReadyAsync(CancellationToken.None);
        await using var page = await site.OpenAsync(_service);
        string[] texts = [.. (await ReviewFile.RowsAsync(page, Rows)).Select(row => row.Text)];
        await SendAsync("sentiment/1", texts[..^10], "both");
        await SendAsync("sentiment/3", texts[..^10], "both");
        await SendAsync("sentiment/1", texts[^10..], Alone);
    }

    internal Task<TextPage> OpenAsync(string hash, BrowserNewContextOptions? options = null) => site.OpenAsync(_service, hash, options);

    internal Task<JsonElement> GetAsync(string path) => _service!.Http.GetFromJsonAsync<JsonElement>(path);

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _models.Delete(recursive: true);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task SendAsync(string model, string[] inputs, string cohort)
    {
        using var answer = await _service!.Http.PostAsJsonAsync("/classify", new { model, inputs, cohort, record = "required" });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
