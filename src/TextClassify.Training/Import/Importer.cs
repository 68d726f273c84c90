using TextClassify.Forward;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Import;

/// <summary>
/// Makes a package of a folder that an exporter wrote. Everything that travels is measured on the package's own graph, which is held
/// against the graph as it was exported; the package takes its place only after the service's own loader accepted it.
/// </summary>
internal static class Importer
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;

    /// <exception cref="DataException">The folder, the name or a file can't be used, or the place is taken.</exception>
    public static async Task<ImportedPackage> ImportAsync(ImportRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await MakeAsync(request, time, cancellationToken);
        }
        catch (Exception error) when (IsOfTheRuntime(error))
        {
            // When the graph is opened, or on a text: a table of positions may be shorter than config.json says.
            throw new DataException($"{ExportFolder.Graph} can't be run: {error.Message}", error);
        }
    }

    /// <summary>Whether ONNX Runtime, whose types Inference alone names, says that a graph can't be opened or run.</summary>
    public static bool IsOfTheRuntime(Exception error) => error.GetType().Name == "OnnxRuntimeException";

    private static async Task<ImportedPackage> MakeAsync(ImportRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        PackageStage.ThrowIfUnusable(request.Models, request.Name, request.Version, request.Replace);
        var folder = new ExportFolder(request.From);
        var config = ExportConfig.Read(folder);
        var tokenizer = TokenizerReader.Read(folder);
        var texts = GoldenLines.Read(request.Golden);
        var exported = ExportedGraph.Read(folder.GraphPath, config.Labels.Count);

        using var stage = new PackageStage(request.Models, request.Name, request.Version);
        var notes = new List<string>();
        using var draft = new ImportDraft(stage, exported, config, tokenizer);
        notes.AddRange(await draft.BuildAsync(texts, time, cancellationToken));

        var figures = await CalibrateAsync(request, config, draft, cancellationToken);
        double temperature = figures?.Temperature ?? 1;
        notes.AddRange(
            figures?.Notes(config.Labels) ?? ["The temperature is 1, and the scores are the graph's own: no labelled rows were given."]);
        await WriteGoldenAsync(stage, draft, texts, temperature, cancellationToken);
        stage.Write(ModelManifest.CardFile, stream => ImportCard.Write(stream, request, folder, config, draft, figures, notes));

        var manifest = draft.Describe(request, folder, temperature, figures is null ? [] : Metrics.Of([figures]), stage.Hash());
        stage.Write(ModelManifest.FileName, manifest, PackageJson.Default.ModelManifest);
        string sha256 = await OpenPackage.CheckAsync(stage.Folder, manifest, time, cancellationToken);
        long bytes = Directory.EnumerateFiles(stage.Folder).Sum(path => new FileInfo(path).Length);
        stage.Publish();
        return new ImportedPackage(stage.Target, manifest, sha256, bytes, notes);
    }

    private static async Task<DevFigures?> CalibrateAsync(
        ImportRequest request, ExportConfig config, ImportDraft draft, CancellationToken cancellationToken)
    {
        if (request.Calibrate is not { } file)
        {
            return null;
        }

        var rows = DataFile.Read(file, request.TextColumn, request.LabelColumn, cancellationToken).Rows;
        var known = config.Labels.ToHashSet(StringComparer.Ordinal);
        if (rows.Select(row => row.Label).FirstOrDefault(label => !known.Contains(label)) is { } foreign)
        {
            throw new DataException(
                $"{file} has the label '{foreign}', which the model lacks; it has {string.Join(", ", config.Labels.Take(20))}.");
        }

        var split = EncodedSplit.Encode(rows, config.Labels, draft.Encoder);
        return split.Labels.Length == 0
            ? throw new DataException($"{file} has no row with a text.")
            : DevFigures.Measure(await split.ScoreAsync(draft.Forward, cancellationToken), seed: 0);
    }

    private static async Task WriteGoldenAsync(
        PackageStage stage, ImportDraft draft, IReadOnlyList<string> texts, double temperature, CancellationToken cancellationToken)
    {
        var golden = new List<GoldenText>();
        foreach (string text in texts)
        {
            // Alone, as a request of one text runs: the check at load runs them side by side.
            if (draft.Encoder.Encode(text) is { Length: > 0 } encoded)
            {
                var answer = await draft.Forward.RunAsync([encoded.Ids], ForwardOutputs.Logits, cancellationToken);
                double[] scores = Probabilities.Softmax(answer.Results[0].Logits, temperature);
                golden.Add(new GoldenText(text, [.. scores.Select(score => Math.Round(score, ScoreDigits))]));
            }
        }

        stage.Write(ModelManifest.GoldenFile, golden, PackageJson.Default.IReadOnlyListGoldenText);
    }
}
