using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Cases;

/// <summary>The service over two small packages of random weights: a classifier, and a model of several sources.</summary>
public sealed class SourcesService : IAsyncDisposable
{
    public const string Model = "tiny-sources";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public SourcesService()
    {
        string fixtures = Path.Combine(Repository.Folder, "tests", "fixtures");
        SmallModels.Copy(Path.Combine(fixtures, "models", "tiny", "1"), Path.Combine(_folder, "tiny", "1"));
        SmallModels.Copy(Path.Combine(fixtures, "sources-models", Model, "1"), Path.Combine(_folder, Model, "1"));
        Service = new Service(new ServiceFactory(null, ("Models:Directory", _folder)));
    }

    public Service Service { get; }

    /// <summary>The texts of a case by the names of their sources.</summary>
    public static object Case(params (string Name, string? Text)[] sources) =>
        new { sources = sources.Select(source => new { name = source.Name, text = source.Text }).ToArray() };

    /// <summary>Sources that a request leaves out.</summary>
    public static (string Name, object Value) Silence(params string[] names) => ("communication", new { silence = names });

    /// <summary>What a request wants answered otherwise too.</summary>
    public static (string Name, object Value) Ablations(params string[] words) => ("ablations", words);

    public Task<Answer> AskAsync(string path, object inputs, params (string Name, object Value)[] rest)
    {
        var body = rest.ToDictionary(part => part.Name, part => part.Value);
        body.TryAdd("model", Model);
        body["inputs"] = inputs;
        return Service.PostAsync(path, JsonSerializer.Serialize(body));
    }

    public async Task<JsonElement> OneAsync(string path, object input, params (string Name, object Value)[] rest) =>
        (await AskAsync(path, input, rest)).Json.GetProperty("results")[0];

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
