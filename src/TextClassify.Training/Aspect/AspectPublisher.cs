using System.Text;
using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Aspect;
using TextClassify.Inference.Loading;
using TextClassify.Models;
using TextClassify.Models.Aspect;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Aspect;

/// <summary>Turns a finished run into a package. Everything is measured on the shipped graphs, and the service's own loader has the last word.</summary>
internal static class AspectPublisher
{
    /// <returns>The package's folder, its manifest and its bytes.</returns>
    /// <exception cref="DataException">A run, the data or the name can't be used, the place is taken, or the package fails its own check.</exception>
    public static async Task<PublishedPackage> PublishAsync(AspectRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = request.Run.ReadOptions();
        var recipe = options.Recipe;
        ThrowIfUnusable(request, recipe.Name);
        var vocabulary = request.Run.ReadVocabulary();
        using var stage = new PackageStage(request.OutFolder, recipe.Name, request.Version);
        AspectGraphFiles.Write(recipe.Net, request.Run.ReadWeights(), stage);
        stage.Write(ModelManifest.VocabularyFile, vocabulary.Write);

        var report = request.Run.ReadReport();
        var draft = Describe(options, request.Version, vocabulary);
        var data = AspectData.Read(recipe, request.DataFolder, cancellationToken);
        var figures = await MeasureAsync(draft, report, data.Dev, vocabulary, stage, time, cancellationToken);
        AspectFigures[] runs = [figures, .. OtherFigures(request, options)];
        string card = AspectCard.Format(options, report, request.Version, vocabulary.Count, figures, runs);
        stage.Write(ModelManifest.CardFile, stream => stream.Write(Encoding.UTF8.GetBytes(card)));

        var manifest = draft with
        {
            Temperature = figures.Pooled.Temperature,
            Metrics = AspectFigures.Metrics(figures, runs),
            Files = stage.Hash(),
        };
        stage.Write(ModelManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, AspectPackageJson.Strict.AspectManifest));
        string sha256 = await LoadAsync(stage.Folder, manifest, time, cancellationToken);
        long bytes = Directory.EnumerateFiles(stage.Folder).Sum(path => new FileInfo(path).Length);
        stage.Publish();
        return new PublishedPackage(stage.Target, manifest, sha256, bytes, [.. figures.Pooled.Notes(AspectRecipe.Labels)]);
    }

    private static void ThrowIfUnusable(AspectRequest request, string name)
    {
        if (!PackageNames.IsVersion(request.Version))
        {
            throw new DataException($"'{request.Version}' can't be a version; a version is {PackageNames.VersionRule}.");
        }

        string place = Path.Combine(request.OutFolder, name, request.Version);
        if (Directory.Exists(place) && !request.Replace)
        {
            throw new DataException($"There is a package in {place}; give another --version, or --replace it.");
        }
    }

    /// <summary>Figures of the shipped graphs; golden.json and profile.json are written on the way.</summary>
    private static async Task<AspectFigures> MeasureAsync(
        AspectManifest draft,
        AspectReport report,
        IReadOnlyList<IReadOnlyList<AspectText>> dev,
        Vocabulary vocabulary,
        PackageStage stage,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var gate = RunSlots.Create(new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu });
        using var pass = AspectGraphFiles.Open(stage.Folder, draft, gate, time);
        using var blocks = AspectGraphFiles.OpenEncoder(stage.Folder);
        var encoder = new TextEncoder(vocabulary, draft.Tokenizer.MaxTokens);
        var domains = new List<DomainReport>();
        var texts = new List<EncodedText>();
        foreach (var (expected, rows) in report.Domains.Zip(dev))
        {
            var encoded = EncodedAspects.Encode(rows, encoder);
            domains.Add(await AspectScorer.ScoreAsync(pass, expected.Name, encoded, cancellationToken));
            texts.AddRange(encoded.SelectMany(text => text.Ranges.Select(_ => text.Text)));
        }

        AspectScorer.ThrowIfApart(domains, report.Domains);
        var figures = AspectFigures.Measure(domains, draft.Training.Seed);

        // One row an aspect, as requests are counted.
        var profile = ProfileBuilder.Build(texts, AspectPredictor.Pool(domains), figures.Pooled.Temperature);
        stage.Write(ReferenceProfile.FileName, stream => JsonSerializer.Serialize(stream, profile, PackageJson.Default.ReferenceProfile));
        var golden = await GoldenAspects.ChooseAsync(
            new AspectEncoderRunner(blocks, draft), pass, encoder, dev, figures.Pooled.Temperature, cancellationToken);
        stage.Write(ModelManifest.GoldenFile, stream => JsonSerializer.Serialize(stream, golden, PackageJson.Default.IReadOnlyListGoldenText));
        return figures;
    }

    /// <summary>The figures of runs that differ from the shipped one in their seed only; anything else would be no spread over seeds.</summary>
    private static IEnumerable<AspectFigures> OtherFigures(AspectRequest request, AspectOptions shipped)
    {
        var seeds = new HashSet<int> { shipped.Seed };
        foreach (var run in request.Others)
        {
            var options = run.ReadOptions();
            if ((options with { Seed = shipped.Seed }).Fingerprint() != shipped.Fingerprint())
            {
                throw new DataException($"The run in {run.Path} has other data, vectors or options than {request.Run.Path}; only the seed may differ.");
            }

            if (!seeds.Add(options.Seed))
            {
                throw new DataException($"The run in {run.Path} has the seed {options.Seed}, which another run has too.");
            }

            yield return AspectFigures.Measure(run.ReadReport().Domains, options.Seed);
        }
    }

    /// <summary>What is known before anything is measured.</summary>
    private static AspectManifest Describe(AspectOptions options, string version, Vocabulary vocabulary)
    {
        var (recipe, net) = (options.Recipe, options.Recipe.Net);
        return new()
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = recipe.Name,
            Version = version,
            Architecture = AspectManifest.ArchitectureName,
            Task = AspectManifest.TaskName,
            Description = recipe.Description,
            Labels = AspectRecipe.Labels,
            Tokenizer = new TokenizerSettings("word", recipe.MaxTokens),
            Shape = new ForwardShape(AspectRecipe.Labels.Count, Aspects: 1, net.StateWidth, WordWidth: 0),
            Zones = new ZoneShape(net.Zones.Composed, net.Zones.Width),
            Embedding = new EmbeddingShape(vocabulary.Count, net.EmbeddingWidth),
            Capabilities = AspectPackageReader.Given,
            Temperature = 1,
            Training = new TrainingRecord(recipe.Source, options.RecipeName, options.Seed, options.TrainAspects, options.Commit),
            Metrics = new Dictionary<string, double>(),
            Files = new Dictionary<string, string>(),
        };
    }

    /// <summary>Loads the staged package as the service would.</summary>
    private static async Task<string> LoadAsync(string folder, AspectManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, gate, time)
            .LoadAsync(folder, manifest.Name, manifest.Version, cancellationToken);
        using var resources = outcome.Resources;
        return outcome.Loaded?.Sha256 ?? throw new DataException($"The package fails its own check: {outcome.Refusal}");
    }
}
