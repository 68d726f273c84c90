using TextClassify.Explain.Golden;
using TextClassify.Forward;
using TextClassify.Inference.Sessions;
using TextClassify.Models.Classifier;
using TextClassify.Numerics;
using TextClassify.Training.Behaviour;
using TextClassify.Training.CrossValidation;
using TextClassify.Training.Development;
using TextClassify.Training.Onnx;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Classifier;

/// <summary>A finished run of a classifier on its way to a package.</summary>
internal sealed class ClassifierPublication : IPublication
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;

    private readonly PublishRequest _request;
    private readonly TrainedModel _model;

    /// <exception cref="DataException">The run or its data can't be used.</exception>
    public ClassifierPublication(PublishRequest request, CancellationToken cancellationToken)
    {
        _request = request;
        _model = TrainedModel.Read(request.Run, request.DataFolder, cancellationToken);
    }

    public string Name => _model.Recipe.Name;

    public void Write(PackageStage stage)
    {
        GraphFiles.Write(_model, stage.Folder);
        stage.Write(ModelManifest.VocabularyFile, _model.Vocabulary.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var dev = _model.EncodeDev();
        using var forward = GraphFiles.Open(_model, stage.Folder, time);
        var split = await dev.ScoreAsync(forward, cancellationToken);
        Parity.ThrowIfApart(split, _request.Run.ReadReport<DevReport>().ToSplit(), "development rows");
        (await ClassifierGradientCheck.RunAsync(_model, dev, forward.Gradients!, cancellationToken)).ThrowIfApart();

        IRunFigures figures = split.Targets is null
            ? DevFigures.Measure(split, _model.Options.Seed)
            : SetFigures.Measure(split, _model.Options.Seed);
        var scale = new ScoreScale(figures.Temperature, figures.Thresholds is not null);
        var profile = ProfileBuilder.Build(dev.Texts, split, scale);
        stage.Write(ReferenceProfile.FileName, profile, PackageJson.Default.ReferenceProfile);
        var golden = await GoldenAsync(dev, forward, scale, cancellationToken);
        stage.Write(ModelManifest.GoldenFile, golden, PackageJson.Default.IReadOnlyListGoldenText);

        var runs = _request.WithOthers(
            _model.Options, figures, (run, options) => run.ReadReport<DevReport>().Figures(options.Seed));
        string words = await DevelopmentFiles.WriteAsync(
            _request.Run, dev, split, forward, _model.Labels, figures.Temperature, figures.Thresholds, cancellationToken);
        string behaviour = await BehaviourAsync(forward, scale, cancellationToken);
        return new(
            ModelCard.Format(_model, _request.Version, runs) + FoldText.Section(FoldMeasurement.Read(_request.Run)) + words + behaviour,
            files => Describe(runs, files),
            PackageJson.Default.ModelManifest,
            [.. figures.Notes(_model.Labels)],
            HasGradients: true);
    }

    private async Task<string> BehaviourAsync(OnnxForwardPass forward, ScoreScale scale, CancellationToken cancellationToken)
    {
        Suite[] suites =
            [.. SuiteFolder.Judges(Directory.GetCurrentDirectory()).Where(suite => suite.Tests.Any(test => test.SpeaksOf(_model.Labels)))];
        var encoder = _model.Recipe.EncoderOf(_model.Vocabulary);
        var run = new SuiteRun(_model.Labels, ModelScores.Of(forward, encoder, _model.Labels, scale));
        return suites.Length == 0 ? "" : BehaviourSection.Format(await run.RunAsync(suites, cancellationToken));
    }

    private async Task<IReadOnlyList<GoldenText>> GoldenAsync(
        EncodedSplit dev, OnnxForwardPass forward, ScoreScale scale, CancellationToken cancellationToken)
    {
        var encoder = _model.Recipe.EncoderOf(_model.Vocabulary);
        var golden = new List<GoldenText>();
        foreach (string text in GoldenSelection.Choose(dev, encoder, _model.Vocabulary))
        {
            // Alone, as a request of one text runs: the check at load runs them side by side.
            var encoded = encoder.Encode(text);
            var answer = await forward.RunAsync([encoded.Ids], ForwardOutputs.Logits, cancellationToken);
            double[] scores = Probabilities.Of(answer.Results[0].Logits, scale);
            float[] gradient = await GoldenGradient.OfAsync(encoded, scale.Temperature, forward, cancellationToken);
            var (firstHalf, _) = await GoldenContextual.OfAsync(encoded.Ids, forward.Contextual!, cancellationToken);
            golden.Add(new GoldenText(
                text,
                [.. scores.Select(score => Math.Round(score, ScoreDigits))],
                [.. gradient.Select(score => Math.Round(score, ScoreDigits))],
                [.. firstHalf.Select(score => Math.Round(score, ScoreDigits))]));
        }

        return golden;
    }

    private ModelManifest Describe(IReadOnlyList<IRunFigures> runs, IReadOnlyDictionary<string, string> files) => new()
    {
        SchemaVersion = ModelManifest.CurrentSchema,
        Name = Name,
        Version = _request.Version,
        Architecture = CrnnPackageReader.Architecture,
        Task = "classification",
        Description = _model.Recipe.Description,
        Languages = _model.Recipe.Languages,
        Labels = _model.Labels,
        Tokenizer = new TokenizerSettings(
            _model.Recipe.Notation is null ? TokenizerSettings.Word : TokenizerSettings.Smiles, _model.Recipe.MaxTokens),
        Shape = GraphFiles.ShapeOf(_model),
        Embedding = EmbeddingTable.ShapeOf(_model.Weights),
        Capabilities = CrnnPackageReader.Given,
        Temperature = runs[0].Temperature,
        Outputs = runs[0].Thresholds is null ? null : ModelManifest.IndependentOutputs,
        Thresholds = runs[0].Thresholds,
        Training = new TrainingRecord(
            _model.Recipe.Source, _model.Options.RecipeName, _model.Options.Seed, _model.Options.TrainRows, _model.Options.Commit),
        Metrics = new SortedDictionary<string, double>(
            Metrics.Of(runs).Concat(FoldText.Metrics(FoldMeasurement.Read(_request.Run))).ToDictionary(), StringComparer.Ordinal),
        Files = files,
    };
}
