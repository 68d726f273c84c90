using TextClassify.Forward;
using TextClassify.Training.Onnx;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Continuation;

/// <summary>A package that a training goes on from.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Sha256">Names its content.</param>
/// <param name="Vocabulary">Its words.</param>
/// <param name="Weights">Its net and tables, with <see cref="LinearTerm.Name"/> where it has the term.</param>
internal sealed record StartingPackage(ModelManifest Manifest, string Sha256, Vocabulary Vocabulary, WeightTable Weights)
{
    public bool HasSets => Manifest.Outputs is not null;

    /// <summary>For the record.</summary>
    public string Label => $"{Manifest.Name}/{Manifest.Version}, sha256 {Sha256}";

    /// <param name="folder">MODELS/NAME/VERSION.</param>
    /// <param name="net">The shape that this program trains.</param>
    /// <param name="cancellationToken">Ends the loading.</param>
    /// <exception cref="DataException">The service would refuse it, or it is of another shape.</exception>
    public static async Task<StartingPackage> ReadAsync(string folder, CrnnOptions net, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadAsync(folder, cancellationToken);
        if (package.Model is not { Manifest: ModelManifest { Embedding: { Width: > 0 } embedding } manifest, Sha256: var sha256 })
        {
            throw Foreign(folder);
        }

        byte[] graph = await File.ReadAllBytesAsync(Path.Combine(folder, ModelManifest.ForwardFile), cancellationToken);
        using var table = File.OpenRead(Path.Combine(folder, embedding.File!));
        float[] values = new float[embedding.Rows * embedding.Width];
        EmbeddingRows.Read(table, embedding).Write([.. Enumerable.Range(0, embedding.Rows)], values);
        bool inBytes = embedding.Precision == EmbeddingShape.BytePrecision;
        var weights = CrnnGraphReader.Read(graph, net, values, embedding.Rows, manifest.Labels.Count, inBytes) ?? throw Foreign(folder);
        using var words = File.OpenRead(Path.Combine(folder, ModelManifest.VocabularyFile));
        return new(manifest, sha256, Vocabulary.Read(words), weights);
    }

    /// <summary>The next number after the versions that stand beside it.</summary>
    public static string NextVersion(string folder)
    {
        string model = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        int last = Directory.EnumerateDirectories(model)
            .Select(path => NumberOf(Path.GetFileName(path))).DefaultIfEmpty().Max();
        return (last + 1).ToString(CultureInfo.InvariantCulture);
    }

    private static int NumberOf(string version) =>
        int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static DataException Foreign(string folder) => new(
        $"{folder} is not of the shape that train --csv makes, so no training can go on from it; train without --from.");
}
