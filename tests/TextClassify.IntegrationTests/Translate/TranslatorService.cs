using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Translate;

/// <summary>The service over two small packages of random weights: a classifier, and a translator of a few symbols of SMILES.</summary>
public sealed class TranslatorService : IAsyncDisposable
{
    public const string Model = "tiny-translator";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public TranslatorService()
    {
        string fixtures = Path.Combine(Repository.Folder, "tests", "fixtures");
        SmallModels.Copy(Path.Combine(fixtures, "models", "tiny", "1"), Path.Combine(_folder, "tiny", "1"));
        SmallModels.Copy(Path.Combine(fixtures, "translator-models", Model, "1"), Path.Combine(_folder, Model, "1"));
        Service = new Service(new ServiceFactory(null, ("Models:Directory", _folder), ("Limits:MaxInputs", "8")));
    }

    public Service Service { get; }

    public Task<Answer> AskAsync(object body) => Service.PostAsync("/translate", JsonSerializer.Serialize(body));

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
