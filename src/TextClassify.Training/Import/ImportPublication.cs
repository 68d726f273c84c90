using TextClassify.Forward;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Import;

/// <summary>
/// A folder that an exporter wrote, on its way to a package. Everything that travels is measured on the package's own graph, which is held
/// against the graph as it was exported.
/// </summary>
internal sealed class ImportPublication(ImportRequest request) : IPublication
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;

    private readonly ExportFolder _folder = new(request.From);
    private ExportConfig? _config;
    private ImportedTokenizer? _tokenizer;
    private ExportedGraph? _exported;

    public string Name => request.Name;

    /// <exception cref="DataException">The folder or a file can't be used.</exception>
    public void Write(PackageStage stage)
    {
        _config = ExportConfig.Read(_folder);
        _tokenizer = TokenizerReader.Read(_folder);
        _exported = ExportedGraph.Read(_folder.GraphPath, _config.Labels.Count);
        stage.Write(ModelManifest.ForwardFile, _exported.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var draft = new ImportDraft(stage, _exported!, _config!, _tokenizer!);
            return await MeasureAsync(stage, draft, time, cancellationToken);
        }
        catch (Exception error) when (IsOfTheRuntime(error))
        {
            // When the graph is opened, or on a text: a table of positions may be shorter than config.json says.
            throw new DataException($"{ExportFolder.Graph} can't be run: {error.Message}", error);
        }
    }

    /// <summary>Whether ONNX Runtime, whose types Inference alone names, says that a graph can't be opened or run.</summary>
    public static bool IsOfTheRuntime(Exception error) => error.GetType().Name == "OnnxRuntimeException";

    private async Task<Findings> MeasureAsync(
        PackageStage stage, ImportDraft draft, TimeProvider time, CancellationToken cancellationToken)
    {
        var texts = GoldenLines.Read(request.Golden);
        var notes = new List<string>(await draft.BuildAsync(texts, time, cancellationToken));
        var figures = await CalibrateAsync(draft, cancellationToken);
        double temperature = figures?.Temperature ?? 1;
        notes.AddRange(
            figures?.Notes(_config!.Labels) ?? ["The temperature is 1, and the scores are the graph's own: no labelled rows were given."]);
        await WriteGoldenAsync(stage, draft, texts, temperature, cancellationToken);
        var described = draft.Describe(request, _folder, temperature, figures is null ? [] : Metrics.Of([figures]));
        return new(
            ImportCard.Format(request, _folder, _config!, draft, figures, notes),
            files => described with { Files = files },
            PackageJson.Default.ModelManifest,
            notes,
            HasGradients: false);
    }

    private async Task<DevFigures?> CalibrateAsync(ImportDraft draft, CancellationToken cancellationToken)
    {
        if (request.Calibrate is not { } file)
        {
            return null;
        }

        var rows = DataFile.Read(file, request.TextColumn, request.LabelColumn, cancellationToken).Rows;
        var known = _config!.Labels.ToHashSet(StringComparer.Ordinal);
        if (rows.Select(row => row.Label).FirstOrDefault(label => !known.Contains(label)) is { } foreign)
        {
            throw new DataException(
                $"{file} has the label '{foreign}', which the model lacks; it has {string.Join(", ", _config!.Labels.Take(20))}.");
        }

        var split = EncodedSplit.Encode(rows, _config!.Labels, draft.Encoder);
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
