using System.Net.Http.Json;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Page.Many;

/// <summary>The service with the models and settings that it ships with, and a file that somebody has who never saw it.</summary>
public sealed class Stranger(Site site) : IAsyncLifetime
{
    public const int Rows = 500;

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-stranger-").FullName;
    private ServiceProcess? _service;
    private string[]? _texts;

    public async ValueTask InitializeAsync()
    {
        _service = new ServiceProcess(
            ["--Models:Directory", Path.Combine(Repository.Folder, "models")], null,
            ("TEXTCLASSIFY__MEMORY__LEVEL", "Aggregates"), ("TEXTCLASSIFY__MEMORY__DIRECTORY", _folder));
        await _service.ReadyAsync(CancellationToken.None);
    }

    /// <summary>The bare address, as it is typed.</summary>
    internal Task<TextPage> OpenAsync(Microsoft.Playwright.BrowserNewContextOptions options) => site.OpenAsync(_service, "", options);

    /// <summary>Reviews of products, or of films where those aren't there.</summary>
    internal async Task<string[]> TextsAsync(TextPage page) =>
        _texts ??= ProductReviews.Read(Rows) ?? [.. (await ReviewFile.RowsAsync(page, Rows)).Select(row => row.Text)];

    /// <summary>
    /// What each word added to a label's logit over the texts that get it, and how many of these have it, by the evidence that the service
    /// gives to whoever asks for it; the strongest word first.
    /// </summary>
    internal async Task<(string Word, double Weight, int Texts)[]> WeightsAsync(string[] texts, string label)
    {
        var words = new Dictionary<string, (double Weight, int Texts)>(StringComparer.Ordinal);
        foreach (string[] part in texts.Chunk(100))
        {
            using var answer = await _service!.Http.PostAsJsonAsync("/classify", new { inputs = part, evidence = true, wholeText = true });
            var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results");
            foreach (var result in results.EnumerateArray().Where(result => result.GetProperty("label").GetString() == label))
            {
                foreach (var word in result.GetProperty("evidence").GetProperty("tokens").EnumerateArray().GroupBy(
                    token => token.GetProperty("text").GetString()!.ToLowerInvariant()))
                {
                    var (weight, count) = words.GetValueOrDefault(word.Key);
                    words[word.Key] = (weight + word.Sum(token => token.GetProperty("score").GetDouble()), count + 1);
                }
            }
        }

        return [.. words.Select(word => (word.Key, word.Value.Weight, word.Value.Texts)).OrderByDescending(word => word.Weight)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
