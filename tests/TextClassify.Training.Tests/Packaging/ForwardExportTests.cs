using TextClassify.Models;
using TextClassify.Training.Nets;
using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

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
        Assert.True(File.Exists(Path.Combine(_folder, ModelManifest.ForwardFile)));
        Assert.Equal(23 * 6 * 2, new FileInfo(Path.Combine(_folder, ModelManifest.EmbeddingFile)).Length);
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
