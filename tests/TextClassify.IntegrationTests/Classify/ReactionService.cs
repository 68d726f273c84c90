using System.Text.Json;
using TextClassify.Infrastructure;

namespace TextClassify.Classify;

/// <summary>The service over the shipped classifier of reactions, which reads SMILES, and a small one of words.</summary>
public sealed class ReactionService : IAsyncDisposable
{
    public const string Model = "reaction-class";

    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-models-").FullName;

    public ReactionService()
    {
        SmallModels.Copy(Path.Combine(Repository.Folder, "tests", "fixtures", "models", "tiny", "1"), Path.Combine(_folder, "tiny", "1"));
        if (IsShipped)
        {
            SmallModels.Copy(Path.Combine(Repository.Folder, "models", Model, "1"), Path.Combine(_folder, Model, "1"));
        }

        Service = new Service(new ServiceFactory(null, ("Models:Directory", _folder)));
    }

    public static bool IsShipped => Directory.Exists(Path.Combine(Repository.Folder, "models", Model, "1"));

    public Service Service { get; }

    public Task<Answer> AskAsync(object body) => Service.PostAsync("/classify", JsonSerializer.Serialize(body));

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
