using System.Text.Json;
using TextClassify.Forward;
using TextClassify.Inference.Kinds;
using TextClassify.Inference.Loading;
using TextClassify.Inference.Serving;
using TextClassify.Inference.Settings;
using TextClassify.Inference.Slots;
using TextClassify.Models;
using TextClassify.Text;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Classifier;

public sealed class ClassifierPublicationTests : IDisposable
{
    private readonly TinyRun _run = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(CellKind.Lstm, TensorKind.LowRank, false, false)]
    [InlineData(CellKind.Gru, TensorKind.Full, false, false)]
    [InlineData(CellKind.Lstm, TensorKind.LowRank, true, false)]
    [InlineData(CellKind.Gru, TensorKind.LowRank, false, true)]
    [InlineData(CellKind.Lstm, TensorKind.LowRank, true, true)]
    public async Task PublishAsync_FinishedRun_ServesWhatTheNetSaid(CellKind cell, TensorKind tensor, bool linear, bool inBytes)
    {
        using var run = new TinyRun(seed: 2, cell, tensor, linear, inBytes);
        var package = await TinyRun.PublishAsync(run.Request);

        var options = new InferenceOptions();
        using var gate = RunSlots.Create(options);
        var outcome = await new PackageLoader(ModelKindRegistration.All, options, gate, TimeProvider.System)
            .LoadAsync(package.Folder, "tiny", "1", Cancel);
        using var resources = outcome.Resources;

        Assert.Null(outcome.Refusal);
        var model = Assert.IsType<ITextClassifier>(outcome.Loaded, exactMatch: false);
        Assert.Equal(package.Sha256, model.Sha256);
        Assert.Equal(inBytes, package.Manifest.Files.ContainsKey(ModelManifest.ByteEmbeddingFile));
        var dev = EncodedSplit.Encode(run.Model.Dev, run.Model.Labels, model.Encoder);
        var parity = Parity.Compare(await dev.ScoreAsync(model.Forward, Cancel), run.Run.ReadReport<DevReport>().ToSplit());
        Assert.True(parity.Holds, parity.ToString());
    }

    [Fact]
    public async Task PublishAsync_Manifest_CarriesTheFittedTemperatureAndTheFigures()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        var split = _run.Run.ReadReport<DevReport>().ToSplit();
        var calibration = Calibration.Of(split);
        var manifest = Assert.IsType<ModelManifest>(package.Manifest);
        Assert.Equal(calibration.Temperature, manifest.Temperature, 1e-3);
        Assert.Equal([calibration.Sentence], package.Findings.Notes);
        Assert.Equal(new ConfusionMatrix(split).Accuracy, package.Manifest.Metrics["accuracy"], 1e-6);
        Assert.True(package.Manifest.Metrics["loss"] <= package.Manifest.Metrics["loss_before_temperature"]);
        Assert.Equal(new EmbeddingShape(23, 6), manifest.Embedding);
    }

    [Fact]
    public async Task PublishAsync_Golden_HasTextsOfEveryKind()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        using var stream = File.OpenRead(Path.Combine(package.Folder, ModelManifest.GoldenFile));
        var golden = JsonSerializer.Deserialize(stream, PackageJson.Default.IReadOnlyListGoldenText)!;
        var encoder = new TextEncoder(_run.Model.Vocabulary, _run.Model.Recipe.MaxTokens);
        Assert.Contains(golden, text => encoder.Encode(text.Text).TotalTokens == 1);
        Assert.Contains(golden, text => encoder.Encode(text.Text).Truncated);
        Assert.True(golden.Count >= 10);
    }

    /// <summary>Texts stay in the run folder; the card has words.</summary>
    [Fact]
    public async Task PublishAsync_RunFolder_GetsTheSurestErrorsAndTheWords()
    {
        var package = await TinyRun.PublishAsync(_run.Request);

        var errors = DataFile.Read(Path.Combine(_run.Run.Path, "errors.csv"), "text", "predicted", Cancel).Rows;
        int wrong = (int)Math.Round((1 - package.Manifest.Metrics["accuracy"]) * _run.Model.Dev.Count);
        Assert.Equal(Math.Min(20, wrong), errors.Count);
        string words = await File.ReadAllTextAsync(Path.Combine(_run.Run.Path, "words.md"), Cancel);
        Assert.StartsWith("## Words that drive each label", words, StringComparison.Ordinal);
        Assert.Contains(
            words, await File.ReadAllTextAsync(Path.Combine(package.Folder, ModelManifest.CardFile), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_SameRunTwice_GivesTheSameBytes()
    {
        var first = await TinyRun.PublishAsync(_run.Request);
        var second = await TinyRun.PublishAsync(_run.Request with { Replace = true });

        Assert.Equal(first.Sha256, second.Sha256);
    }

    [Fact]
    public async Task PublishAsync_PlaceTaken_IsRefused()
    {
        await TinyRun.PublishAsync(_run.Request);

        var exception = await Assert.ThrowsAsync<DataException>(() => TinyRun.PublishAsync(_run.Request));

        Assert.Contains("--replace", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_OtherRuns_GiveTheSpread()
    {
        var request = _run.Request with { Others = [_run.Write(TinyModel.Create(seed: 3), "other")] };

        var package = await TinyRun.PublishAsync(request);

        var splits = new[] { request.Run, request.Others[0] }.Select(run => run.ReadReport<DevReport>().ToSplit());
        double[] accuracies = [.. splits.Select(split => new ConfusionMatrix(split).Accuracy)];
        Assert.Equal(2, package.Manifest.Metrics["seeds"]);
        Assert.Equal(accuracies.Average(), package.Manifest.Metrics["accuracy_mean"], 1e-6);
        Assert.Contains(
            "mean of seeds 1, 3", File.ReadAllText(Path.Combine(package.Folder, ModelManifest.CardFile)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_OtherRunOfTheSameSeed_IsRefused()
    {
        var request = _run.Request with { Others = [_run.Write(TinyModel.Create(seed: 1), "same")] };

        var exception = await Assert.ThrowsAsync<DataException>(() => TinyRun.PublishAsync(request));

        Assert.Contains("seed 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishAsync_OtherRunOfAnotherRecipe_IsRefused()
    {
        var model = TinyModel.Create(seed: 3);
        var options = model.Options with { Recipe = model.Recipe with { MinCount = 7 } };
        var request = _run.Request with { Others = [_run.Write(model with { Options = options }, "other")] };

        await Assert.ThrowsAsync<DataException>(() => TinyRun.PublishAsync(request));
    }

    [Fact]
    public async Task PublishAsync_GraphOfOtherWeights_IsRefusedAndLeavesNothing()
    {
        var report = _run.Run.ReadReport<DevReport>();
        _run.Run.Finish(TinyModel.Create(seed: 9).Weights, report);

        await Assert.ThrowsAsync<DataException>(() => TinyRun.PublishAsync(_run.Request));

        Assert.False(Directory.Exists(Path.Combine(_run.Root, "models", "tiny")));
        Assert.NotEmpty(report.Logits);
    }

    [Theory]
    [InlineData("../1")]
    [InlineData("")]
    [InlineData("one two")]
    public async Task PublishAsync_VersionThatIsNoFolderName_IsRefused(string version)
    {
        var request = _run.Request with { Version = version };

        var exception = await Assert.ThrowsAsync<DataException>(() => TinyRun.PublishAsync(request));

        Assert.Contains($"'{version}'", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
