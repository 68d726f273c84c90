using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using TextClassify.Infrastructure;

namespace TextClassify.Replays;

/// <summary>The whole service over one shipped model, with a clock that goes with the texts it is sent.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ReplayClock _clock;
    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("textclassify-replay-");
    private readonly Service _service;
    private readonly string _name;

    /// <param name="model">Name and version.</param>
    /// <param name="folder">Of the records.</param>
    /// <param name="start">The time it begins at.</param>
    public Replay(string model, string folder, DateTimeOffset start)
    {
        _name = model.Split('/')[0];
        _clock = new ReplayClock(start);
        _models.CreateSubdirectory(_name);
        Directory.CreateSymbolicLink(Path.Combine(_models.FullName, model), Path.Combine(Repository.Folder, "models", model));
        _service = new Service(new ServiceFactory(
            null, ("Models:Directory", _models.FullName), ("Memory:Level", "Text"), ("Memory:Directory", folder),
            ("Memory:Retention", "3650.00:00:00"), ("Memory:WatchInterval", "00:00:00"))
        {
            Clock = _clock,
        });
    }

    /// <summary>Sends a text at its time, a request of its own.</summary>
    /// <returns>The id of the prediction.</returns>
    public async Task<string> SendAsync(DatedText text, string? cohort = null)
    {
        _clock.Set(text.At);
        var body = new JsonObject { ["model"] = _name, ["inputs"] = text.Text, ["cohort"] = cohort };
        if (cohort is null)
        {
            body.Remove("cohort");
        }

        using var answer = await _service.Http.PostAsJsonAsync("/classify", body, Cancel);
        string read = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, read);
        return JsonElement.Parse(read).GetProperty("predictionId").GetString()!;
    }

    /// <summary>Gives a label when all texts up to now are recorded.</summary>
    public async Task LabelAsync(string id, string label)
    {
        using var answer = await _service.Http.PutAsJsonAsync($"/feedback/{id}/0", new { label }, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>Ends when that many predictions are recorded.</summary>
    public async Task RecordedAsync(int count)
    {
        while ((await GetAsync("/quality")).GetProperty("all").GetProperty("predictions").GetInt32() < count)
        {
            await Task.Delay(50, Cancel);
        }
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await _service.GetAsync(path);
        Assert.True((int)answer.Status == 200, answer.Text);
        return answer.Json;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _models.Delete(recursive: true);
    }
}
