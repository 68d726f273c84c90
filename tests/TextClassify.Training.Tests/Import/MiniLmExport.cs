using System.Reflection;
using TextClassify.Training.Import;

namespace TextClassify.Training.Tests.Import;

/// <summary>MiniLM-L6 with a linear head of random weights behind its pooler, as an exporter writes a classifier.</summary>
public sealed class MiniLmExport : IDisposable
{
    public const int Width = TextClassify.Training.Pretraining.MiniLmExport.Width;
    public const int Labels = 3;
    public const string States = "last_hidden_state";

    public MiniLmExport()
    {
        string path = typeof(MiniLmExport).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(data => data.Key == "MiniLM").Value!;
        var random = new Random(11);
        TextClassify.Training.Pretraining.MiniLmExport.Write(path, Folder, () => (float)((random.NextDouble() * 2) - 1) / 2);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("textclassify-minilm-").FullName;

    public string GraphPath => Path.Combine(Folder, ExportFolder.Graph);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
