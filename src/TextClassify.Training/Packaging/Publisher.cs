using System.Text;
using System.Text.Json;

namespace TextClassify.Training.Packaging;

/// <summary>
/// Turns a finished run, or a model that is imported, into a package: graphs, calibration, figures, golden texts, reference profile, card
/// and hashes. Everything is measured on the shipped graphs through ONNX Runtime, and the package takes its place only after the service's
/// own loader accepted it.
/// </summary>
internal static class Publisher
{
    /// <exception cref="DataException">Something can't be used, the place is taken, or the package fails its own check.</exception>
    public static async Task<PublishedPackage> PublishAsync(
        IPublication publication, PackagePlace place, TimeProvider time, CancellationToken cancellationToken)
    {
        place.ThrowIfUnusable(publication.Name);
        using var stage = new PackageStage(place.OutFolder, publication.Name, place.Version);
        publication.Write(stage);
        var findings = await publication.MeasureAsync(stage, time, cancellationToken);
        stage.Write(ModelManifest.CardFile, stream => stream.Write(Encoding.UTF8.GetBytes(findings.Card)));

        var manifest = findings.Describe(stage.Hash());
        stage.Write(ModelManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, findings.Manifest));
        string sha256 = await OpenPackage.CheckAsync(stage.Folder, manifest, time, cancellationToken);
        long bytes = Directory.EnumerateFiles(stage.Folder).Sum(path => new FileInfo(path).Length);
        stage.Publish();
        return new PublishedPackage(stage.Target, manifest, sha256, bytes, findings);
    }
}
