using System.Text;
using System.Text.Json;
using TextClassify.Explain.Golden;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Models.Classifier;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Loops;

namespace TextClassify.Training.Packaging;

/// <summary>
/// Turns a finished run into a model package: graph, calibration, figures, golden texts, reference profile, card and hashes. Everything is
/// measured on the shipped graph through ONNX Runtime, and the package takes its place only after the service's own loader accepted it.
/// </summary>
internal static class ModelPublisher
{
    // Golden scores are compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int ScoreDigits = 7;

    /// <exception cref="DataException">A run, the data or the name can't be used, the place is taken, or the package fails its own check.</exception>
    public static async Task<PublishedPackage> PublishAsync(
        PublishRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        var model = TrainedModel.Read(request.Run, request.DataFolder, cancellationToken);
        string name = model.Recipe.Name;
        ThrowIfUnusable(request, name);

        using var stage = new PackageStage(request.OutFolder, name, request.Version);
        GraphFiles.Write(model, stage.Folder);
        stage.Write(ModelManifest.VocabularyFile, model.Vocabulary.Write);

        var dev = model.EncodeDev();
        var figures = await MeasureAsync(request.Run, model, dev, stage, time, cancellationToken);
        DevFigures[] runs = [figures, .. OtherFigures(request, model)];
        stage.Write(
            ModelManifest.CardFile, stream => stream.Write(Encoding.UTF8.GetBytes(ModelCard.Format(model, request.Version, figures, runs))));

        var manifest = Describe(model, request.Version, figures, runs, stage.Hash());
        stage.Write(ModelManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, PackageJson.Default.ModelManifest));
        string sha256 = await LoadAsync(stage.Folder, manifest, time, cancellationToken);
        long bytes = Directory.EnumerateFiles(stage.Folder).Sum(path => new FileInfo(path).Length);

        stage.Publish();
        return new PublishedPackage(stage.Target, manifest, sha256, bytes, [.. figures.Notes(model.Labels)]);
    }

    /// <exception cref="DataException">The name or version can't be used, or the place is taken.</exception>
    public static void ThrowIfUnusable(PublishRequest request, string name)
    {
        if (!PackageNames.IsModelName(name))
        {
            throw new DataException($"The recipe's name '{name}' can't name a package; a name is {PackageNames.ModelNameRule}.");
        }

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

    /// <summary>Figures of the shipped graph; golden.json and profile.json are written on the way.</summary>
    private static async Task<DevFigures> MeasureAsync(
        RunFolder run, TrainedModel model, EncodedSplit dev, PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        using var forward = GraphFiles.Open(model, stage.Folder, time);
        var split = await dev.ScoreAsync(forward, cancellationToken);
        Parity.ThrowIfApart(split, run.ReadDev());
        (await GradientCheck.RunAsync(model, dev, forward.Gradients!, cancellationToken)).ThrowIfApart();
        var figures = DevFigures.Measure(split, model.Seed);

        var profile = ProfileBuilder.Build(dev.Texts, split, figures.Temperature);
        stage.Write(ReferenceProfile.FileName, stream => JsonSerializer.Serialize(stream, profile, PackageJson.Default.ReferenceProfile));

        var encoder = new TextEncoder(model.Vocabulary, model.Recipe.MaxTokens);
        var texts = GoldenSelection.Choose(dev, encoder, model.Vocabulary);
        var golden = new List<GoldenText>();
        foreach (string text in texts)
        {
            // Alone, as a request of one text runs: the check at load runs them side by side.
            var answer = await forward.RunAsync([encoder.Encode(text).Ids], Forward.ForwardOutputs.Logits, cancellationToken);
            double[] scores = Probabilities.Softmax(answer.Results[0].Logits, figures.Temperature);
            float[] gradient = await GoldenGradient.OfAsync(encoder.Encode(text), figures.Temperature, forward, cancellationToken);
            var (firstHalf, _) = await GoldenContextual.OfAsync(encoder.Encode(text).Ids, forward.Contextual!, cancellationToken);
            golden.Add(new GoldenText(
                text,
                [.. scores.Select(score => Math.Round(score, ScoreDigits))],
                [.. gradient.Select(score => Math.Round(score, ScoreDigits))],
                [.. firstHalf.Select(score => Math.Round(score, ScoreDigits))]));
        }

        stage.Write(
            ModelManifest.GoldenFile, stream => JsonSerializer.Serialize(stream, golden, PackageJson.Default.IReadOnlyListGoldenText));
        return figures;
    }

    /// <summary>The figures of runs that differ from the shipped one in their seed only; anything else would be no spread over seeds.</summary>
    private static IEnumerable<DevFigures> OtherFigures(PublishRequest request, TrainedModel model)
    {
        string recipe = RecipeFile.Format(model.Recipe);
        var seeds = new HashSet<int> { model.Seed };
        foreach (var run in request.Others)
        {
            var options = run.ReadOptions();
            if (RecipeFile.Format(options.Recipe) != recipe || options.Vectors != model.Vectors)
            {
                throw new DataException($"The run in {run.Path} has another recipe or other vectors than {request.Run.Path}; only the seed may differ.");
            }

            if (!seeds.Add(options.Seed))
            {
                throw new DataException($"The run in {run.Path} has the seed {options.Seed}, which another run has too.");
            }

            yield return DevFigures.Measure(Parity.SplitOf(run.ReadDev()), options.Seed);
        }
    }

    private static ModelManifest Describe(
        TrainedModel model, string version, DevFigures figures, IReadOnlyList<DevFigures> runs, IReadOnlyDictionary<string, string> files) => new()
        {
            SchemaVersion = ModelManifest.CurrentSchema,
            Name = model.Recipe.Name,
            Version = version,
            Architecture = CrnnPackageReader.Architecture,
            Task = "classification",
            Description = model.Recipe.Description,
            Labels = model.Labels,
            Tokenizer = new TokenizerSettings("word", model.Recipe.MaxTokens),
            Shape = GraphFiles.ShapeOf(model),
            Embedding = new EmbeddingShape(model.Vocabulary.Count, model.Recipe.Net.EmbeddingWidth),
            Capabilities = CrnnPackageReader.Given,
            Temperature = figures.Temperature,
            Training = new TrainingRecord(model.Recipe.Source, model.RecipeName, model.Seed, model.TrainRows, model.Commit),
            Metrics = Metrics.Of(figures, runs),
            Files = files,
        };

    /// <summary>Loads the staged package as the service would.</summary>
    private static async Task<string> LoadAsync(
        string folder, ModelManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, gate, time)
            .LoadAsync(folder, manifest.Name, manifest.Version, cancellationToken);
        using var resources = outcome.Resources;
        return outcome.Loaded?.Sha256 ?? throw new DataException($"The package fails its own check: {outcome.Refusal}");
    }
}
