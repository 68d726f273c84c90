using TextClassify.Infrastructure;

namespace TextClassify.OwnData;

/// <summary>The service of an operator who lets people train: a model, the base, and the training program where it was built.</summary>
internal sealed class TrainingSite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("textclassify-train-");

    public TrainingSite()
    {
        foreach (string package in new[] { "base", Path.Combine("question", "2") })
        {
            string to = Directory.CreateDirectory(Path.Combine(_folder.FullName, "models", package)).FullName;
            foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Folder, "models", package)))
            {
                File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
            }
        }

        File.WriteAllText(TicketsFile, Tickets.Csv());
        Service = new ServiceProcess(
            ["--Training:Enabled", "true", "--Training:Directory", Runs, "--Models:Directory", Path.Combine(_folder.FullName, "models")]);
    }

    public ServiceProcess Service { get; }

    public string TicketsFile => Path.Combine(_folder.FullName, "tickets.csv");

    public string Runs => Path.Combine(_folder.FullName, "runs");

    public async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
