using TextClassify.Inference.Kinds.Translator;
using TextClassify.Inference.Slots;
using TextClassify.Models.Translator;
using TextClassify.Training.Nets.Translation;
using TextClassify.Training.Packaging;
using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>A finished run of a translator on its way to a package.</summary>
internal sealed class TranslatorPublication : IPublication
{
    private const int Beam = 10;
    private const int GoldenTexts = 6;
    private const int ParityTexts = 32;
    private const int MostMeasured = 1_000;

    // Golden log probabilities are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int Digits = 6;

    private readonly PublishRequest _request;
    private readonly TranslatorOptions _options;
    private readonly WeightTable _weights;
    private readonly SymbolVocabulary _vocabulary;

    /// <exception cref="DataException">The run can't be used.</exception>
    public TranslatorPublication(PublishRequest request)
    {
        _request = request;
        _options = request.Run.ReadOptions<TranslatorOptions>();
        _weights = request.Run.ReadWeights();
        _vocabulary = request.Run.ReadVocabulary(SymbolVocabulary.Read);
    }

    public string Name => _options.Recipe.Name;

    private TranslatorShape Shape => TranslatorGraphFiles.ShapeOf(_options.Recipe, _vocabulary);

    public void Write(PackageStage stage)
    {
        TranslatorGraphFiles.Write(_weights, stage.Folder);
        stage.Write(ModelManifest.VocabularyFile, _vocabulary.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var recipe = _options.Recipe;
        var dev = PairData.ReadDev(recipe, _request.DataFolder, cancellationToken);
        using var gate = RunSlots.Create(OpenPackage.Cpu);
        using var pass = TranslatorGraphFiles.Open(stage.Folder, Shape, gate, time);
        await CheckAsync(pass, dev, cancellationToken);
        var golden = new List<GoldenTranslation>();
        foreach (var pair in dev.Take(GoldenTexts))
        {
            var found = await GoldenTranslationCheck.GreedyAsync(
                pass, _vocabulary, recipe.Notation, pair.Source, cancellationToken);
            golden.Add(new(
                pair.Source, _vocabulary.Decode(found.Ids, recipe.Notation), Math.Round(found.LogProbability, Digits)));
        }

        stage.Write(ModelManifest.GoldenFile, golden, TranslatorPackageJson.Strict.IReadOnlyListGoldenTranslation);
        var measure = new TranslationMeasure(pass, _vocabulary, recipe.Notation, Beam);
        var translated = new List<TranslatedPair>();
        foreach (var pair in dev.Take(MostMeasured))
        {
            translated.Add(await measure.OfAsync(pair, cancellationToken));
        }

        var (report, figures) = (_request.Run.ReadReport<TranslatorReport>(), TranslationFigures.Of(translated));
        return new(
            TranslatorCard.Format(_options, report, figures, Beam, _request.Version),
            files => Describe(report, figures, files),
            TranslatorPackageJson.Strict.TranslatorManifest,
            Notes: [],
            HasGradients: false);
    }

    private async Task CheckAsync(OnnxTranslationPass pass, IReadOnlyList<TextPair> dev, CancellationToken cancellationToken)
    {
        using var net = new TranslatorNet(_options.Recipe.Net, _vocabulary.Count);
        net.Load(_weights);
        EncodedPair[] pairs =
        [
            .. dev.Take(ParityTexts).Select(pair => EncodedPair.Of(pair, _vocabulary, _options.Recipe.Notation)),
        ];
        double worst = await TranslatorParity.WorstAsync(net, pass, pairs, cancellationToken);
        if (!(worst <= TranslatorParity.Tolerance))
        {
            throw new DataException(FormattableString.Invariant(
                $"The graphs are {worst:G3} away from the net's log probabilities or attention (limit {TranslatorParity.Tolerance:G3})."));
        }
    }

    private TranslatorManifest Describe(
        TranslatorReport report, TranslationFigures figures, IReadOnlyDictionary<string, string> files)
    {
        var recipe = _options.Recipe;
        return new()
        {
            SchemaVersion = TranslatorManifest.CurrentSchema,
            Name = Name,
            Version = _request.Version,
            Architecture = TranslatorManifest.ArchitectureName,
            Task = TranslatorManifest.TaskName,
            Description = recipe.Description,
            Notation = recipe.Notation,
            Shape = Shape,
            Training = new TrainingRecord(
                recipe.Source, _options.RecipeName, _options.Seed, _options.TrainPairs, _options.Commit),
            Metrics = TranslatorCard.Metrics(report, figures),
            Files = files,
        };
    }
}
