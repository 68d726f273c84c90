using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;
using TextClassify.Infrastructure;
using TextClassify.Page;

namespace TextClassify.Translate;

/// <summary>One service over the small packages of <c>tests/fixtures</c> for all that ask it: a classifier and three translators.</summary>
[CollectionDefinition(Name)]
public sealed class TranslateSite(Site site) : IAsyncLifetime, ICollectionFixture<TranslateSite>
{
    public const string Name = "Translators on the page";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-translate-");
    private ServiceProcess? _service;

    public async ValueTask InitializeAsync()
    {
        foreach (string kind in (string[])["models", "translator-models"])
        {
            foreach (string model in Directory.EnumerateDirectories(Path.Combine(Repository.Folder, "tests", "fixtures", kind)))
            {
                Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, Path.GetFileName(model)), model);
            }
        }

        _service = new ServiceProcess(["--Models:Directory", _folder.FullName]);
        await _service.ReadyAsync(CancellationToken.None);
    }

    internal Task<TextPage> OpenAsync(string hash, BrowserNewContextOptions? options = null, Func<IPage, Task>? before = null) =>
        site.OpenAsync(_service, hash, options, before);

    /// <summary>What the service itself answers to one text.</summary>
    internal async Task<JsonElement> AskAsync(string model, string text, int beam)
    {
        using var response = await _service!.Http.PostAsJsonAsync(
            "/translate", new { model, inputs = text, beam, attention = true }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return answer.GetProperty("results")[0];
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }
}
