using System.Text;
using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Trainings;

/// <summary>The service where training is allowed, with a program that does what the name of the model says.</summary>
internal sealed class TrainingService : IAsyncDisposable
{
    public static readonly string Program = Path.Combine(Repository.Folder, "tests", "fixtures", "training", "program.sh");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-trainings-");
    private readonly VersionedModels _models = new("1");

    public TrainingService(params (string Key, string Value)[] settings) => Service = new Service(new ServiceFactory(
        null,
        [
            ("Training:Enabled", "true"), ("Training:Program", Program), ("Training:Directory", _folder.FullName),
            ("Models:Directory", _models.Folder), ("Models:WatchInterval", "00:00:00"), .. settings,
        ]));

    public Service Service { get; }

    public string Folder => _folder.FullName;

    public string Models => _models.Folder;

    public Task<Answer> PostAsync(string query, string rows = "text,label\na,b\n", string type = "text/csv; charset=windows-1252") =>
        Service.PostAsync($"/trainings?{query}", rows, type);

    /// <summary>The id of a training that was taken.</summary>
    public async Task<string> StartAsync(string name)
    {
        var taken = await PostAsync($"name={name}");
        Assert.Equal(202, (int)taken.Status);
        return taken.Json.GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> GetAsync(string id) => (await Service.GetAsync($"/trainings/{id}")).Json;

    /// <summary>Waits until a training is so; it is an error when it ends otherwise.</summary>
    public async Task<JsonElement> UntilAsync(string id, string state)
    {
        while (true)
        {
            var training = await GetAsync(id);
            string now = training.GetProperty("state").GetString()!;
            if (now == state)
            {
                return training;
            }

            Assert.True(now is "queued" or "running", training.ToString());
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The number of the process that the program started, which is there when the program is well under way.</summary>
    public async Task<int> GrandchildAsync(string id)
    {
        string file = Path.Combine(Folder, id, "run.pid");
        while (!File.Exists(file))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return int.Parse(await File.ReadAllTextAsync(file, Encoding.UTF8, TestContext.Current.CancellationToken), null);
    }

    public async Task<Answer> DeleteAsync(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/trainings/{id}");
        return await Service.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _models.Dispose();
        _folder.Delete(recursive: true);
    }
}
