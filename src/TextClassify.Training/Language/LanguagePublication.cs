using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds.Language;
using TextClassify.Inference.Sessions;
using TextClassify.Inference.Slots;
using TextClassify.Models.Language;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Language;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Language;

/// <summary>A finished run of a language model on its way to a package.</summary>
internal sealed class LanguagePublication : IPublication
{
    private const int GoldenTexts = 5;
    private const int GoldenLength = 120;
    private const int PassageLength = 200;

    // Golden surprisal is compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int BitsDigits = 6;

    private readonly PublishRequest _request;
    private readonly LanguageOptions _options;
    private readonly FinishedNet _net;

    /// <exception cref="DataException">The run can't be used, or no model of its text may be passed on.</exception>
    public LanguagePublication(PublishRequest request)
    {
        _request = request;
        _options = request.Run.ReadOptions<LanguageOptions>();
        if (!_options.Recipe.Ship)
        {
            throw new DataException($"The recipe of '{Name}' says that no model of its text may be shipped.");
        }

        _net = FinishedNet.Of(request.Run);
    }

    public string Name => _options.Recipe.Name;

    public void Write(PackageStage stage)
    {
        var (net, weights, zoneout) = (_options.Recipe.Net, _net.Weights, _net.Zoneout);
        var graphs = new CharacterGraphs(net, weights, zoneout);
        stage.Write(ModelManifest.ForwardFile, stream => graphs.Forward().WriteTo(stream));
        stage.Write(LanguageManifest.StepFile, stream => graphs.OneStep().WriteTo(stream));
        stage.Write(ModelManifest.ExplainFile, stream => CharacterBackwardGraph.Build(net, weights, zoneout).WriteTo(stream));
        stage.Write(ModelManifest.EmbeddingFile, stream => EmbeddingTable.Write(weights, stream));
        stage.Write(ModelManifest.VocabularyFile, _net.Vocabulary.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = LanguageData.Read(_options.Recipe, _request.DataFolder, cancellationToken);
        var report = _request.Run.ReadReport<LanguageReport>();
        string[] passages = [.. data.Dev.Where(text => text.Length > 0).Select(text => Passage.Cut(text, PassageLength))];
        using var gate = RunSlots.Create(OpenPackage.Cpu);
        using var pass = Open(stage.Folder, gate, time);
        (await LanguageGradientCheck.RunAsync(_net, Passage.IdsOf(passages, _net.Vocabulary), pass, cancellationToken)).ThrowIfApart();

        double[] known = await Passage.BitsAsync(pass, _net.Vocabulary, passages, cancellationToken);
        var profile = ProfileOf(known);
        stage.Write(ReferenceProfile.FileName, profile, LanguagePackageJson.Strict.LanguageProfile);
        var golden = await GoldenAsync(pass, passages, cancellationToken);
        stage.Write(ModelManifest.GoldenFile, golden, LanguagePackageJson.Strict.IReadOnlyListGoldenSurprisal);
        string[] foreign = [.. passages.SelectMany((text, index) => ForeignText.Of(text, index))];
        double auroc = Passage.Auroc(known, await Passage.BitsAsync(pass, _net.Vocabulary, foreign, cancellationToken));
        return new(
            LanguageCard.Format(_options, report, auroc, _request.Version),
            files => Describe(report, auroc, files),
            LanguagePackageJson.Strict.LanguageManifest,
            Notes: [],
            HasGradients: true);
    }

    private static LanguageProfile ProfileOf(double[] bits)
    {
        double[] ranked = [.. bits.Order()];
        return new()
        {
            SchemaVersion = LanguageProfile.CurrentSchema,
            Texts = bits.Length,
            PassageLength = PassageLength,
            BitsPercentiles =
            [
                .. Enumerable.Range(0, LanguageProfile.Percentiles)
                    .Select(percent => Math.Round(Passage.Quantile(ranked, percent / 100.0), BitsDigits)),
            ],
        };
    }

    private OnnxLanguagePass Open(string folder, RunSlots gate, TimeProvider time)
    {
        var sessions = new SessionFactory(OpenPackage.Cpu);
        var open = (string file) => sessions.Open(Path.Combine(folder, file)).Session;
        using var table = File.OpenRead(Path.Combine(folder, ModelManifest.EmbeddingFile));
        var rows = EmbeddingRows.Read(table, _net.Embedding);
        return new(
            open(ModelManifest.ForwardFile), open(LanguageManifest.StepFile), _net.Shape, gate, BatchingRules.Of(OpenPackage.Cpu), time)
        {
            Gradients = new OnnxGradientPass(open(ModelManifest.ExplainFile), rows, _net.Shape.Characters, gate, time),
        };
    }

    private async Task<IReadOnlyList<GoldenSurprisal>> GoldenAsync(
        OnnxLanguagePass pass, IEnumerable<string> passages, CancellationToken cancellationToken)
    {
        var golden = new List<GoldenSurprisal>();
        foreach (string text in passages.Take(GoldenTexts).Select(text => Passage.Cut(text, GoldenLength)))
        {
            var batch = await pass.ScoreAsync([TextRow.Of(_net.Vocabulary, text, []).Ids], cancellationToken);
            float[] gradients = await GoldenCharacterGradient.OfAsync(text, _net.Vocabulary, pass, cancellationToken);
            golden.Add(new GoldenSurprisal(
                text,
                [.. batch.Bits[0].Select(bits => Math.Round(bits, BitsDigits))],
                [.. gradients.Select(gradient => Math.Round(gradient, BitsDigits))]));
        }

        return golden;
    }

    private LanguageManifest Describe(LanguageReport report, double auroc, IReadOnlyDictionary<string, string> files) => new()
    {
        SchemaVersion = LanguageManifest.CurrentSchema,
        Name = Name,
        Version = _request.Version,
        Architecture = LanguageManifest.ArchitectureName,
        Task = LanguageManifest.TaskName,
        Description = _options.Recipe.Description,
        Shape = _net.Shape,
        Capabilities = LanguagePackageReader.Given,
        Embedding = _net.Embedding,
        Training = new TrainingRecord(
            _options.Recipe.Source, _options.RecipeName, _options.Seed, _options.TrainTexts, _options.Commit),
        Metrics = new Dictionary<string, double>
        {
            ["bits_per_character"] = Math.Round(report.BitsPerCharacter, 4),
            ["development_characters"] = report.Characters,
            ["trained_characters"] = report.TrainedCharacters,
            ["weights"] = report.Weights,
            ["ood_auroc"] = Math.Round(auroc, 4),
        },
        Files = files,
    };
}
