using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models.GenericOnnx;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Import;

/// <summary>A package that is being made of an exported graph: its files, and the graph opened as the service opens it.</summary>
internal sealed class ImportDraft(PackageStage stage, ExportedGraph exported, ExportConfig config, ImportedTokenizer tokenizer)
    : IDisposable
{
    // Of a logit, relative to the largest: what the order of sums costs in single precision, with room.
    private const double Tolerance = 1e-4;

    private readonly RunSlots _slots = RunSlots.Create(OpenPackage.Cpu);
    private EmbeddingTableValues? _table;
    private Vocabulary? _vocabulary;
    private OnnxForwardPass? _forward;
    private ITextEncoder? _encoder;
    private bool _hasStates;

    public ITextEncoder Encoder => _encoder!;

    public OnnxForwardPass Forward => _forward!;

    public TokenizerSettings Settings { get; private set; } = tokenizer.Settings;

    private ForwardShape Shape => new(config.Labels.Count, Aspects: 0, StateWidth: 0, WordWidth: _hasStates ? config.StateWidth : 0);

    /// <summary>Writes graph, table and vocabulary, opens them, and gives what must be known, a sentence each.</summary>
    /// <exception cref="DataException">The graph does not run, or not as it did before.</exception>
    public async Task<IReadOnlyList<string>> BuildAsync(IReadOnlyList<string> texts, TimeProvider time, CancellationToken cancellationToken)
    {
        var inputs = exported.Inputs;
        var (table, reason) = TableCut.Cut(exported);
        _table = table;
        WriteVocabulary(table?.Rows);

        List<string> notes = [];
        using (var plain = Open(inputs, table: null, time))
        {
            float[][] expected = await LogitsAsync(plain, texts, cancellationToken);
            if (table is not null)
            {
                stage.Write(ModelManifest.SingleEmbeddingFile, table.Write);
            }

            notes.Add(await AddStatesAsync(texts, time, cancellationToken));
            stage.Write(ModelManifest.ForwardFile, exported.Write);
            _forward = Open(exported.Inputs, table, time);
            ThrowIfApart(expected, await LogitsAsync(_forward, texts, cancellationToken));
        }

        notes.Add(table is null
            ? $"The graph takes ids, and methods of explanation that walk a path can't run it: {reason}."
            : $"The table of {table.Rows} embeddings is cut out of the graph, so that rows run from embeddings.");
        return notes;
    }

    public ModelManifest Describe(
        ImportRequest request,
        ExportFolder folder,
        double temperature,
        IReadOnlyDictionary<string, double> metrics) => new()
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = request.Name,
            Version = request.Version,
            Architecture = GenericOnnxPackageReader.Architecture,
            Task = "classification",
            Description = string.Create(
                CultureInfo.InvariantCulture, $"Imported: a {PackageNames.Printable(config.Family)} of {config.Labels.Count} labels."),
            Labels = config.Labels,
            Tokenizer = Settings,
            Shape = Shape,
            Embedding = new EmbeddingShape(_vocabulary!.Count, _table?.Width ?? 0)
            {
                Precision = _table is null ? null : EmbeddingShape.SinglePrecision,
            },
            Inputs = exported.Inputs,
            Capabilities =
            [
                .. _table is null ? [] : (string[])[Capabilities.Embeddings],
                .. _hasStates ? (string[])[Capabilities.HiddenStates] : [],
            ],
            Temperature = temperature,
            Training = new TrainingRecord(
                "As the publisher of the imported model says.", PackageNames.Printable(folder.Name), 0, 0, "unknown"),
            Metrics = metrics,
            Files = new Dictionary<string, string>(),
        };

    public void Dispose()
    {
        _forward?.Dispose();
        _slots.Dispose();
    }

    private void WriteVocabulary(int? rows)
    {
        var special = Settings.Special!;
        int around = special.Prefix.Count + special.Suffix.Count;
        int most = Math.Min(config.MostTokens == 0 ? int.MaxValue : config.MostTokens, Settings.MaxTokens);
        if (most <= around)
        {
            throw new DataException(
                $"{ExportFolder.Config} gives the model {most} positions, and {around} special tokens stand around a text.");
        }

        Settings = Settings with { MaxTokens = most == int.MaxValue ? DefaultTokens : most - around };
        try
        {
            _vocabulary = new Vocabulary(tokenizer.PiecesFor(rows ?? tokenizer.Pieces.Count), special);
            _encoder = Settings.Kind == TokenizerSettings.WordPiece
                ? new WordPieceEncoder(_vocabulary, Settings)
                : new ByteLevelEncoder(_vocabulary, Settings, tokenizer.Merges!);
        }
        catch (InvalidDataException error)
        {
            throw new DataException($"The tokenizer can't be imported: {error.Message}", error);
        }

        stage.Write(ModelManifest.VocabularyFile, _vocabulary.Write);
        if (tokenizer.Merges is { } merges)
        {
            stage.Write(ModelManifest.MergesFile, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                foreach (string pair in merges)
                {
                    writer.WriteLine(pair);
                }
            });
        }
    }

    // Of a model without positions of its own.
    private const int DefaultTokens = 512;

    private async Task<string> AddStatesAsync(IReadOnlyList<string> texts, TimeProvider time, CancellationToken cancellationToken)
    {
        if (config.StateWidth == 0 || StateFinder.Find(exported.Graph) is not { } tensor)
        {
            return "The graph's hidden states were not found, so the package gives none.";
        }

        exported.AddOutput(tensor, ForwardGraph.WordStates, config.StateWidth);
        _hasStates = true;
        stage.Write(ModelManifest.ForwardFile, exported.Write);
        string fault;
        try
        {
            using var forward = Open(exported.Inputs, _table, time);
            var encoded = texts.Select(Encoder.Encode).First(text => text.Length > 0);
            var answer = await forward.RunAsync([encoded.Ids], ForwardOutputs.WordStates, cancellationToken);
            return $"Its hidden states are those behind the last layer ('{tensor}' of the graph), "
                + $"{answer.Results[0].WordStates.Length / encoded.Length} numbers a token.";
        }
        catch (Exception error) when (error is InvalidDataException or DataException || ImportPublication.IsOfTheRuntime(error))
        {
            fault = error.Message;
        }

        _hasStates = false;
        exported.RemoveOutput(ForwardGraph.WordStates);
        return $"'{tensor}' of the graph holds no state for each token ({fault}), so the package gives none.";
    }

    private OnnxForwardPass Open(GraphInputs inputs, EmbeddingTableValues? table, TimeProvider time)
    {
        EmbeddingRows? rows = null;
        if (table is not null)
        {
            using var stream = File.OpenRead(Path.Combine(stage.Folder, ModelManifest.SingleEmbeddingFile));
            rows = EmbeddingRows.Read(stream, new(table.Rows, table.Width) { Precision = EmbeddingShape.SinglePrecision });
        }

        var (session, _) = new SessionFactory(OpenPackage.Cpu).Open(Path.Combine(stage.Folder, ModelManifest.ForwardFile));
        try
        {
            var special = _vocabulary!.Special;
            var feed = new GraphFeed(inputs, special, rows);
            return new OnnxForwardPass(session, feed, special, rows, Shape, _slots, BatchingRules.Of(OpenPackage.Cpu), time, meter: null);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private async Task<float[][]> LogitsAsync(OnnxForwardPass pass, IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var rows = texts.Select(text => Encoder.Encode(text).Ids).Where(ids => ids.Length > 0).ToArray();
        if (rows.Length == 0)
        {
            throw new DataException("No golden text has a token.");
        }

        var answer = await pass.RunAsync(rows, ForwardOutputs.Logits, cancellationToken);
        return [.. answer.Results.Select(result => result.Logits)];
    }

    private static void ThrowIfApart(float[][] expected, float[][] actual)
    {
        for (int text = 0; text < expected.Length; text++)
        {
            double largest = Math.Max(1, expected[text].Max(Math.Abs));
            for (int label = 0; label < expected[text].Length; label++)
            {
                if (!(Math.Abs(expected[text][label] - actual[text][label]) <= Tolerance * largest))
                {
                    throw new DataException(
                        $"The imported graph gives the logit {actual[text][label]} where the exported one gives {expected[text][label]} "
                        + $"(golden text {text}, label {label}).");
                }
            }
        }
    }
}
