using System.Security.Cryptography;
using System.Text.Json;
using TextClassify.HiddenStates.Maps;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Maps;

/// <summary>
/// Adds a reference corpus and a map of each kind to a package, or replaces them. The package changes its place only after the service's
/// own loader accepted it and refused no map.
/// </summary>
internal static class MapPublisher
{
    private const int LeastStates = 30;

    /// <param name="request">What to build.</param>
    /// <param name="progress">Told of each map and the share of it that is done, from any thread.</param>
    /// <param name="cancellationToken">Leaves the package as it was.</param>
    /// <exception cref="DataException">The package or the rows can't be used.</exception>
    public static async Task<IReadOnlyList<MapHeader>> PublishAsync(
        MapRequest request, IProgress<(StateKind Kind, double Share)> progress, CancellationToken cancellationToken)
    {
        using var package = await OpenPackage.LoadAsync(request.Folder, cancellationToken);
        var model = package.Model;
        if (model.Manifest is not ModelManifest before || !model.Gives(Capabilities.HiddenStates))
        {
            throw new DataException($"The package {request.Folder} gives no hidden states, so there is nothing to map.");
        }

        if (model.Thresholds is not null)
        {
            throw new DataException("a text may have several labels, and a map's text has one.");
        }

        var split = EncodedSplit.Encode(request.Rows, model.Labels, model.Encoder);
        var choice = TextChoice.Of(split.Labels, request.Texts, request.Seed);
        var kept = new EncodedSplit(
            [.. choice.Rows.Select(row => split.Rows[row])],
            [.. choice.Rows.Select(row => split.Texts[row])],
            [.. choice.Rows.Select(row => split.Labels[row])]);
        int tokens = kept.Texts.Where((_, row) => !choice.HeldBack[row]).Sum(text => text.Length);
        if (tokens < LeastStates || !choice.HeldBack.Contains(true))
        {
            throw new DataException(
                $"{kept.Rows.Count} texts with {tokens} tokens to map are too few; a map takes 10 texts and {LeastStates} tokens.");
        }

        using var stage = new PackageStage(
            Path.GetFullPath(Path.Combine(request.Folder, "..", "..")), model.Manifest.Name, model.Manifest.Version);
        CopyOthers(request.Folder, stage);
        var corpus = CorpusBuilder.Build(before, split, await split.ScoreAsync(model.Forward, cancellationToken), choice.Rows);
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(corpus, PackageJson.Default.ReferenceCorpus);
        stage.Write(ReferenceCorpus.FileName, stream => stream.Write(json));

        var states = new CorpusStates(model, kept, choice.HeldBack, request);
        var work = new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellationToken };
        var headers = new List<MapHeader>();
        foreach (var kind in Enum.GetValues<StateKind>())
        {
            var source = await states.GatherAsync(kind, Convert.ToHexStringLower(SHA256.HashData(json)), cancellationToken);
            var share = new Progress(done => progress.Report((kind, done)));
            stage.Write(MapFile.NameOf(kind), stream => headers.Add(MapBuilder.Build(source, request.Layout, work, share, stream)));
        }

        var manifest = before with { Files = stage.Hash() };
        stage.Write(ModelManifest.FileName, manifest, PackageJson.Default.ModelManifest);
        using (var built = await OpenPackage.LoadAsync(stage.Folder, cancellationToken))
        {
            if (built.Model.Maps.Refused is [var refusal, ..])
            {
                throw new DataException($"The maps fail their own check: {refusal}");
            }
        }

        stage.Publish();
        return headers;
    }

    private static void CopyOthers(string folder, PackageStage stage)
    {
        string[] replaced = [ModelManifest.FileName, ReferenceCorpus.FileName, .. Enum.GetValues<StateKind>().Select(MapFile.NameOf)];
        foreach (string path in Directory.EnumerateFiles(folder).Where(path => !replaced.Contains(Path.GetFileName(path))))
        {
            File.Copy(path, Path.Combine(stage.Folder, Path.GetFileName(path)));
        }
    }

    /// <summary>Reports at once and on the caller's thread, as <see cref="Progress{T}"/> does not.</summary>
    private sealed class Progress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
