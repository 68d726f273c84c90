using TextClassify.Forward;
using TextClassify.Inference.Kinds.Aspect;
using TextClassify.Inference.Slots;
using TextClassify.Models.Aspect;
using TextClassify.Training.Onnx;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Aspect;

/// <summary>A finished run of an aspect model on its way to a package.</summary>
internal sealed class AspectPublication(PublishRequest request) : IPublication
{
    private readonly AspectOptions _options = request.Run.ReadOptions<AspectOptions>();
    private readonly AspectReport _report = request.Run.ReadReport<AspectReport>();
    private readonly WeightTable _weights = EmbeddingTable.Shipped(
        request.Run.ReadWeights(), request.Run.ReadOptions<AspectOptions>().Recipe.ByteTable);
    private readonly Vocabulary _vocabulary = request.Run.ReadVocabulary(Vocabulary.Read);

    public string Name => _options.Recipe.Name;

    public void Write(PackageStage stage)
    {
        AspectGraphFiles.Write(_options.Recipe.Net, _weights, stage);
        stage.Write(ModelManifest.VocabularyFile, _vocabulary.Write);
    }

    public async Task<Findings> MeasureAsync(PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var dev = AspectData.Read(_options.Recipe, request.DataFolder, cancellationToken).Dev;
        var draft = Describe();
        var figures = await MeasureAsync(draft, dev, stage, time, cancellationToken);
        var runs = request.WithOthers(
            _options, figures, (run, options) => AspectFigures.Measure(run.ReadReport<AspectReport>().Domains, options.Seed));
        return new(
            AspectCard.Format(_options, _report, request.Version, _vocabulary.Count, runs),
            files => draft with { Temperature = figures.Pooled.Temperature, Metrics = AspectFigures.Metrics(runs), Files = files },
            AspectPackageJson.Strict.AspectManifest,
            [.. figures.Pooled.Notes(AspectRecipe.Labels)],
            HasGradients: false);
    }

    /// <summary>Figures of the shipped graphs; golden.json and profile.json are written on the way.</summary>
    private async Task<AspectFigures> MeasureAsync(
        AspectManifest draft,
        IReadOnlyList<IReadOnlyList<AspectText>> dev,
        PackageStage stage,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var gate = RunSlots.Create(OpenPackage.Cpu);
        using var pass = AspectGraphFiles.Open(stage.Folder, draft, gate, time);
        using var blocks = AspectGraphFiles.OpenEncoder(stage.Folder);
        var encoder = new TextEncoder(_vocabulary, draft.Tokenizer.MaxTokens);
        var domains = new List<DomainReport>();
        var texts = new List<EncodedText>();
        foreach (var (expected, rows) in _report.Domains.Zip(dev))
        {
            var encoded = EncodedAspects.Encode(rows, encoder);
            domains.Add(await AspectScorer.ScoreAsync(pass, expected.Name, encoded, cancellationToken));
            texts.AddRange(encoded.SelectMany(text => text.Ranges.Select(_ => text.Text)));
        }

        AspectScorer.ThrowIfApart(domains, _report.Domains);
        var figures = AspectFigures.Measure(domains, _options.Seed);

        // One row an aspect, as requests are counted.
        var profile = ProfileBuilder.Build(texts, AspectPredictor.Pool(domains), figures.Pooled.Temperature);
        stage.Write(ReferenceProfile.FileName, profile, PackageJson.Default.ReferenceProfile);
        var golden = await GoldenAspects.ChooseAsync(
            new AspectEncoderRunner(blocks, draft), pass, encoder, dev, figures.Pooled.Temperature, cancellationToken);
        stage.Write(ModelManifest.GoldenFile, golden, PackageJson.Default.IReadOnlyListGoldenText);
        return figures;
    }

    /// <summary>What is known before anything is measured.</summary>
    private AspectManifest Describe()
    {
        var (recipe, net) = (_options.Recipe, _options.Recipe.Net);
        return new()
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = recipe.Name,
            Version = request.Version,
            Architecture = AspectManifest.ArchitectureName,
            Task = AspectManifest.TaskName,
            Description = recipe.Description,
            Languages = recipe.Languages,
            Labels = AspectRecipe.Labels,
            Tokenizer = new TokenizerSettings("word", recipe.MaxTokens),
            Shape = new ForwardShape(AspectRecipe.Labels.Count, Aspects: 1, net.StateWidth, WordWidth: 0),
            Zones = new ZoneShape(net.Zones.Composed, net.Zones.Width),
            Embedding = EmbeddingTable.ShapeOf(_weights),
            Capabilities = AspectPackageReader.Given,
            Temperature = 1,
            Training = new TrainingRecord(recipe.Source, _options.RecipeName, _options.Seed, _options.TrainAspects, _options.Commit),
            Metrics = new Dictionary<string, double>(),
            Files = new Dictionary<string, string>(),
        };
    }
}
