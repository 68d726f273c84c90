using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Memory;

/// <summary>The hand-made model with a store in a folder of its own.</summary>
public sealed class RecordingService : IAsyncDisposable
{
    private readonly string _folder;
    private readonly bool _own;

    public RecordingService()
        : this("Evidence")
    {
    }

    internal RecordingService(string level, string? folder = null, params (string Key, string Value)[] settings)
    {
        _own = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        Service = new Service(
            PolarityModel.Forward(), [("Memory:Level", level), ("Memory:Directory", _folder), .. settings]);
    }

    public Service Service { get; }

    public string Folder => _folder;

    /// <summary>Classifies, waits for the record, and gives its id.</summary>
    public async Task<string> RecordAsync(string inputs, string more = "")
    {
        var answer = await Service.PostAsync("/classify", $$"""{"inputs":{{inputs}},"record":"required"{{more}}}""");
        Assert.Equal(200, (int)answer.Status);
        return answer.Json.GetProperty("predictionId").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await Service.GetAsync(path);
        Assert.True((int)answer.Status == 200, answer.Text);
        return answer.Json;
    }

    public Task<Answer> LabelAsync(string id, int item, string label) => PutAsync($"/feedback/{id}/{item}", $$"""{"label":"{{label}}"}""");

    public async Task<Answer> PutAsync(string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path)
        {
            Content = Service.Body(System.Text.Encoding.UTF8.GetBytes(body), "application/json"),
        };
        return await Service.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        if (_own)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
