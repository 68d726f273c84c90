using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using TextClassify.Forward;
using TextClassify.Inference.Batching;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Kinds.Language;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Sessions;
using TextClassify.Models;
using TextClassify.Models.Language;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Onnx;
using TextClassify.Training.Onnx.Language;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Language;

/// <summary>Turns a finished run into a package. Everything is measured on the shipped graphs, and the service's own loader has the last word.</summary>
internal static class LanguagePublisher
{
    private const int GoldenTexts = 5;
    private const int GoldenLength = 120;
    private const int PassageLength = 200;

    // Golden surprisal is compared within 1e-4; more digits would only be noise of one processor's arithmetic.
    private const int BitsDigits = 6;

    /// <returns>The package's folder, its manifest and its bytes.</returns>
    /// <exception cref="DataException">The run ships nothing, the place is taken, or the package fails its own check.</exception>
    public static async Task<(string Folder, LanguageManifest Manifest, long Bytes)> PublishAsync(
        LanguageRun run, string dataFolder, string version, string outFolder, bool replace, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = run.ReadOptions();
        var recipe = options.Recipe;
        ThrowIfUnusable(recipe, version, outFolder, replace);
        var net = FinishedNet.Of(run);
        var graphs = new CharacterGraphs(recipe.Net, net.Weights, net.Zoneout);
        using var stage = new PackageStage(outFolder, recipe.Name, version);
        stage.Write(ModelManifest.ForwardFile, stream => graphs.Forward().WriteTo(stream));
        stage.Write(LanguageManifest.StepFile, stream => graphs.OneStep().WriteTo(stream));
        stage.Write(ModelManifest.ExplainFile, stream => CharacterBackwardGraph.Build(recipe.Net, net.Weights, net.Zoneout).WriteTo(stream));
        stage.Write(ModelManifest.EmbeddingFile, stream => EmbeddingTable.Write(net.Weights, stream));
        stage.Write(ModelManifest.VocabularyFile, net.Vocabulary.Write);

        var data = LanguageData.Read(recipe, dataFolder, cancellationToken);
        var report = run.ReadReport();
        double auroc = await MeasureAsync(data.Dev, net, stage, time, cancellationToken);
        var metrics = new Dictionary<string, double>
        {
            ["bits_per_character"] = Math.Round(report.BitsPerCharacter, 4),
            ["development_characters"] = report.Characters,
            ["trained_characters"] = report.TrainedCharacters,
            ["weights"] = report.Weights,
            ["ood_auroc"] = Math.Round(auroc, 4),
        };
        stage.Write(ModelManifest.CardFile, stream => stream.Write(Encoding.UTF8.GetBytes(Card(options, report, auroc, version))));

        var manifest = new LanguageManifest
        {
            SchemaVersion = LanguageManifest.CurrentSchema,
            Name = recipe.Name,
            Version = version,
            Architecture = LanguageManifest.ArchitectureName,
            Task = LanguageManifest.TaskName,
            Description = recipe.Description,
            Shape = net.Shape,
            Capabilities = LanguagePackageReader.Given,
            Embedding = net.Embedding,
            Training = new TrainingRecord(recipe.Source, options.RecipeName, options.Seed, options.TrainTexts, options.Commit),
            Metrics = metrics,
            Files = stage.Hash(),
        };
        stage.Write(ModelManifest.FileName, stream => JsonSerializer.Serialize(stream, manifest, LanguagePackageJson.Strict.LanguageManifest));
        await CheckAsync(stage.Folder, manifest, time, cancellationToken);
        long bytes = Directory.EnumerateFiles(stage.Folder).Sum(path => new FileInfo(path).Length);
        stage.Publish();
        return (stage.Target, manifest, bytes);
    }

    private static void ThrowIfUnusable(LanguageRecipe recipe, string version, string outFolder, bool replace)
    {
        if (!recipe.Ship)
        {
            throw new DataException($"The recipe of '{recipe.Name}' says that no model of its text may be shipped.");
        }

        if (!PackageNames.IsVersion(version))
        {
            throw new DataException($"'{version}' can't be a version; a version is {PackageNames.VersionRule}.");
        }

        string place = Path.Combine(outFolder, recipe.Name, version);
        if (Directory.Exists(place) && !replace)
        {
            throw new DataException($"There is a package in {place}; give another --version, or --replace it.");
        }
    }

    /// <summary>Writes golden.json and profile.json, and gives the AUROC of the development passages against what is no such text.</summary>
    private static async Task<double> MeasureAsync(
        IReadOnlyList<string> dev, FinishedNet net, PackageStage stage, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        var sessions = new SessionFactory(options);
        using var gate = RunSlots.Create(options);
        var open = (string file) => sessions.Open(Path.Combine(stage.Folder, file)).Session;
        var vocabulary = net.Vocabulary;
        using var table = File.OpenRead(Path.Combine(stage.Folder, ModelManifest.EmbeddingFile));
        using var pass = new OnnxLanguagePass(
            open(ModelManifest.ForwardFile), open(LanguageManifest.StepFile), net.Shape, gate, BatchingRules.Of(options), time)
        {
            Gradients = new OnnxGradientPass(
                open(ModelManifest.ExplainFile), EmbeddingRows.Read(table, net.Embedding.Rows, net.Embedding.Width), net.Shape.Characters, gate, time),
        };

        string[] passages = [.. dev.Where(text => text.Length > 0).Select(text => Cut(text, PassageLength))];
        (await LanguageGradientCheck.RunAsync(
            net, [.. passages.Select(text => (ReadOnlyMemory<int>)TextRow.Of(vocabulary, text, []).Ids)], pass, cancellationToken)).ThrowIfApart();
        double[] known = await BitsAsync(passages);
        double[] ranked = [.. known.Order()];
        var profile = new LanguageProfile
        {
            SchemaVersion = LanguageProfile.CurrentSchema,
            Texts = passages.Length,
            PassageLength = PassageLength,
            BitsPercentiles =
            [
                .. Enumerable.Range(0, LanguageProfile.Percentiles).Select(percent => Math.Round(Quantile(ranked, percent / 100.0), BitsDigits)),
            ],
        };
        stage.Write(ReferenceProfile.FileName, stream => JsonSerializer.Serialize(stream, profile, LanguagePackageJson.Strict.LanguageProfile));

        var golden = new List<GoldenSurprisal>();
        foreach (string text in passages.Take(GoldenTexts).Select(text => Cut(text, GoldenLength)))
        {
            var batch = await pass.ScoreAsync([TextRow.Of(vocabulary, text, []).Ids], cancellationToken);
            float[] gradients = await GoldenCharacterGradient.OfAsync(text, vocabulary, pass, cancellationToken);
            golden.Add(new GoldenSurprisal(
                text,
                [.. batch.Bits[0].Select(bits => Math.Round(bits, BitsDigits))],
                [.. gradients.Select(gradient => Math.Round(gradient, BitsDigits))]));
        }

        stage.Write(
            ModelManifest.GoldenFile, stream => JsonSerializer.Serialize(stream, golden, LanguagePackageJson.Strict.IReadOnlyListGoldenSurprisal));
        double[] foreign = await BitsAsync([.. passages.SelectMany((text, index) => ForeignText.Of(text, index))]);
        return Auroc(known, foreign);

        async Task<double[]> BitsAsync(IReadOnlyList<string> texts)
        {
            var batch = await pass.ScoreAsync(
                [.. texts.Select(text => (ReadOnlyMemory<int>)TextRow.Of(vocabulary, text, []).Ids)], cancellationToken);
            return [.. batch.Bits.Select(bits => (double)bits.Average())];
        }
    }

    /// <summary>The chance that something foreign has more bits than something known; a tie counts half.</summary>
    internal static double Auroc(double[] known, double[] foreign)
    {
        double wins = 0;
        foreach (double other in foreign)
        {
            foreach (double own in known)
            {
                wins += other > own ? 1 : other == own ? 0.5 : 0;
            }
        }

        return wins / ((double)known.Length * foreign.Length);
    }

    private static double Quantile(double[] ranked, double share)
    {
        double place = share * (ranked.Length - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, ranked.Length - 1);
        return ranked[below] + ((place - below) * (ranked[above] - ranked[below]));
    }

    /// <summary>Never through the middle of a character.</summary>
    private static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static async Task CheckAsync(string folder, LanguageManifest manifest, TimeProvider time, CancellationToken cancellationToken)
    {
        var options = new InferenceOptions { ExecutionProvider = ExecutionProvider.Cpu };
        using var gate = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, gate, time)
            .LoadAsync(folder, manifest.Name, manifest.Version, cancellationToken);
        using var resources = outcome.Resources;
        if (outcome.Loaded is null)
        {
            throw new DataException($"The package fails its own check: {outcome.Refusal}");
        }
    }

    private static string Card(LanguageOptions options, LanguageReport report, double auroc, string version)
    {
        var (recipe, training) = (options.Recipe, options.Recipe.Training);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # {recipe.Name} {version}

            {recipe.Description}

            A character language model of multi-zone units (docs/models.md), {report.Weights:N0} weights, from `recipes/{options.RecipeName}`, seed {options.Seed}.

            | | |
            |---|---|
            | Text | {recipe.Source} |
            | Training | {report.TrainedCharacters:N0} characters read in {training.Steps:N0} steps of {training.Streams} x {training.Window} |
            | Development | {report.BitsPerCharacter:F3} bits a character over {report.Characters:N0} characters, text ends among them |
            | Out of distribution | AUROC {auroc:F3}: beginnings of development texts against their shuffled characters, other alphabets and base64 |

            ## Limits

            It was trained for a short time and writes English that looks like words more than it says something. It repeats what reviewers wrote, their opinions
            and slurs included: what it writes is no statement of fact. It knows English reviews alone; anything else is surprising to it, also good text.

            """);
    }
}
