using TextClassify.Models;
using TextClassify.Training.Classifier;
using TextClassify.Training.Data;
using TextClassify.Training.Evaluation;
using TextClassify.Training.Nets;
using TextClassify.Training.Onnx;
using TextClassify.Training.Rows;
using TextClassify.Training.Tests.Onnx;

namespace TextClassify.Training.Tests.Classifier;

public sealed class ForwardExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("textclassify-export-").FullName;

    [Theory]
    [InlineData(CellKind.Lstm, TensorKind.LowRank)]
    [InlineData(CellKind.Lstm, TensorKind.Full)]
    [InlineData(CellKind.Gru, TensorKind.LowRank)]
    [InlineData(CellKind.Gru, TensorKind.Full)]
    public async Task WriteAsync_DevelopmentSplit_SaysWhatTheNetSays(CellKind cell, TensorKind tensor)
    {
        var model = TinyModel.Create(seed: 4, cell, tensor);

        var report = await ForwardExport.WriteAsync(model, _folder, TimeProvider.System, TestContext.Current.CancellationToken);

        Assert.True(report.Holds, report.ToString());
        Assert.Equal(model.Dev.Count, report.Parity.Rows);
        Assert.Equal(model.Dev.Count, report.Gradients.Texts);
        Assert.True(File.Exists(Path.Combine(_folder, ModelManifest.ForwardFile)));
        Assert.Equal(23 * 6 * 2, new FileInfo(Path.Combine(_folder, ModelManifest.EmbeddingFile)).Length);
    }

    /// <summary>All 872 sentences with their real lengths, and a net of the shipped kind and size.</summary>
    [Theory]
    [InlineData(CellKind.Lstm)]
    [InlineData(CellKind.Gru)]
    public async Task WriteAsync_WholeSst2DevelopmentSplit_SaysWhatTheNetSays(CellKind cell)
    {
        string? data = Environment.GetEnvironmentVariable(DataFolder.Variable);
        Assert.SkipUnless(Directory.Exists(data), $"{DataFolder.Variable} names no folder.");
        var cancel = TestContext.Current.CancellationToken;
        var train = DataFile.Read(Path.Combine(data, "sst2/train.jsonl.gz"), "text", "label", cancel).Rows;
        var vocabulary = VocabularyBuilder.Build(train.Select(row => row.Text), vectors: null, minCount: 1, maxRows: 30_000);
        var net = new CrnnOptions { Cell = cell };
        var options = TinyModel.Create(seed: 6).Options;
        var model = new TrainedModel
        {
            Options = options with { Recipe = options.Recipe with { Net = net, MaxTokens = 256 }, Labels = ["negative", "positive"] },
            Vocabulary = vocabulary,
            Weights = EmbeddingTable.Round(RandomWeights.Create(net, seed: 6, vocabulary.Count, classes: 2, scale: 0.3f)),
            Dev = DataFile.Read(Path.Combine(data, "sst2/dev.jsonl.gz"), "text", "label", cancel).Rows,
        };

        var report = await ForwardExport.WriteAsync(model, _folder, TimeProvider.System, cancel);

        Assert.Equal(872, report.Parity.Rows);
        Assert.True(report.Holds, report.ToString());
    }

    [Fact]
    public void Compare_OneLogitApart_SaysByHowMuch()
    {
        var left = new LabelledLogits(2, [1, 0, 0, 1], [0, 1]);
        var right = new LabelledLogits(2, [1, 0, 0, -1], [0, 1]);

        Assert.Equal(new Parity(Rows: 2, MaxDifference: 2, OtherLabels: 1), Parity.Compare(left, right));
    }

    [Fact]
    public void Holds_NotANumber_IsFalse() =>
        Assert.False(Parity.Compare(new LabelledLogits(2, [1, 0], [0]), new LabelledLogits(2, [1, float.NaN], [0])).Holds);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
