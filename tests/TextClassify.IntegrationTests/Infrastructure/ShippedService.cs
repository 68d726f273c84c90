namespace TextClassify.Infrastructure;

/// <summary>The service over the models in <c>models/</c>, which are part of this repository, with its records in a folder that goes with
/// it.</summary>
public sealed class ShippedService : IAsyncDisposable
{
    private readonly string _records = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;

    public ShippedService() => Service = new(new ServiceFactory(
        null,
        ("Models:Directory", Path.Combine(Repository.Folder, "models")),
        ("Memory:Level", "Aggregates"),
        ("Memory:Directory", _records)));

    public Service Service { get; }

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        Directory.Delete(_records, recursive: true);
    }
}
