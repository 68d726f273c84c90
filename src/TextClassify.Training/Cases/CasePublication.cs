using TextClassify.Communication;
using TextClassify.Forward;
using TextClassify.Inference.Slots;
using TextClassify.Models.Sources;
using TextClassify.Numerics;
using TextClassify.Training.Onnx.Communicating;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Cases;

/// <summary>A finished run of a model of several sources on its way to a package.</summary>
internal sealed class CasePublication(PublishRequest request) : IPublication
{
    private readonly CaseOptions _options = request.Run.ReadOptions<CaseOptions>();
    private readonly CaseReport _report = request.Run.ReadReport<CaseReport>();
    private readonly Vocabulary _vocabulary = request.Run.ReadVocabulary(Vocabulary.Read);

    public string Name => _options.Recipe.Name;

    public void Write(PackageStage stage)
    {
        CaseGraphFiles.Write(_options.Recipe.Net, request.Run.ReadWeights(), stage);
        stage.Write(ModelManifest.VocabularyFile, _vocabulary.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var data = CaseData.Read(_options.Recipe, request.DataFolder, cancellationToken);
        var dev = EncodedCase.Encode(data.Dev, data.Labels, _vocabulary, _options.Recipe.Sources);
        var draft = Describe();
        using var gate = RunSlots.Create(OpenPackage.Cpu);
        using var pass = CaseGraphFiles.Open(stage.Folder, draft, gate, time);
        var split = await CaseScorer.ScoreAsync(pass, dev, cancellationToken);
        Parity.ThrowIfApart(split, _report.ToSplit(), "development cases");

        var figures = DevFigures.Measure(split, _options.Seed);
        var profile = ProfileBuilder.Build([.. dev.Select(Joined)], split, new ScoreScale(figures.Temperature, false));
        stage.Write(ReferenceProfile.FileName, profile, PackageJson.Default.ReferenceProfile);
        var golden = await CaseScorer.GoldenAsync(
            pass, _options.Recipe, _vocabulary, data.Dev, figures.Temperature, cancellationToken);
        stage.Write(ModelManifest.GoldenFile, golden, PackageJson.Default.IReadOnlyListGoldenText);
        return new(
            CaseCard.Format(_options, _report, request.Version, _vocabulary.Count, figures),
            files => draft with
            {
                Temperature = figures.Temperature,
                Metrics = CaseCard.Metrics(_options, _report, figures),
                Files = files,
            },
            SourcesPackageJson.Strict.SourcesManifest,
            [.. figures.Notes(_options.Labels)],
            HasGradients: false);
    }

    /// <summary>A case's tokens as one text, for what is counted of texts.</summary>
    private static EncodedText Joined(EncodedCase one) => new(
        (int[])[.. one.Texts.SelectMany(text => text.Ids.ToArray())],
        (TokenSpan[])[.. one.Texts.SelectMany(text => text.Tokens.ToArray())],
        one.Texts.Sum(text => text.TotalTokens));

    /// <summary>What is known before anything is measured.</summary>
    private SourcesManifest Describe()
    {
        var (recipe, net) = (_options.Recipe, _options.Recipe.Net);
        return new()
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = recipe.Name,
            Version = request.Version,
            Architecture = SourcesManifest.ArchitectureName,
            Task = "classification",
            Description = recipe.Description,
            Labels = _options.Labels,
            Tokenizer = new TokenizerSettings("word", recipe.Sources.First(source => source.Name == recipe.TextSource).MaxTokens),
            Shape = new ForwardShape(_options.Labels.Count, net.Aspects, 2 * net.StateWidth, net.WordWidth),
            Embedding = new EmbeddingShape(_vocabulary.Count, net.EmbeddingWidth),
            Capabilities = SourcesPackageReader.Given,
            Temperature = 1,
            Sources = [.. recipe.Sources.Select(source => new SourceDescription(source.Name, source.MaxTokens))],
            TextSource = recipe.TextSource,
            Communication = new CommunicationShape(net.MessageWidth, net.Rounds, SourcesGraphs.ReadWidth(net)),
            Training = new TrainingRecord(recipe.Source, _options.RecipeName, _options.Seed, _options.TrainCases, _options.Commit),
            Metrics = new Dictionary<string, double>(),
            Files = new Dictionary<string, string>(),
        };
    }
}
