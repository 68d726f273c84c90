using TextClassify.Storage.Querying;

namespace TextClassify.Storage;

public sealed class ExportFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Exports => Path.Combine(_folder.Path, "exports");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ExportFormat.Ndjson)]
    [InlineData(ExportFormat.Csv)]
    [InlineData(ExportFormat.Parquet)]
    public async Task Export_CutInTheMiddle_LeavesNothing(ExportFormat format)
    {
        using var run = new StoreRun(_folder.Path);
        await FillAsync(run);

        await using (var file = await run.Store.Questions.AskApartAsync(
            ask => ask.Export(new PredictionFilter(), format), TestContext.Current.CancellationToken))
        {
            byte[] some = new byte[1_000];
            await file.ReadExactlyAsync(some, TestContext.Current.CancellationToken);
            Assert.True(file.Length > some.Length);
            Assert.Single(Directory.EnumerateFiles(Exports));
        }

        Assert.Empty(Directory.EnumerateFiles(Exports));
    }

    [Fact]
    public async Task Export_CancelledWhileItIsMade_LeavesNothing()
    {
        using var run = new StoreRun(_folder.Path);
        await FillAsync(run);
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.Store.Questions.AskApartAsync(
            ask =>
            {
                cancel.Cancel();
                return ask.Export(new PredictionFilter(), ExportFormat.Csv);
            },
            cancel.Token));

        Assert.True(!Directory.Exists(Exports) || !Directory.EnumerateFiles(Exports).Any());
    }

    /// <summary>The lines of what is in files and what is not are all that was recorded.</summary>
    [Fact]
    public async Task Export_OverFilesAndOutbox_HasEachOnce()
    {
        using var run = new StoreRun(_folder.Path);
        await FillAsync(run);
        await run.SealAsync();
        await run.RecordAsync(Sample.Request(900));

        await using var file = await run.Store.Questions.AskApartAsync(
            ask => ask.Export(new PredictionFilter(), ExportFormat.Ndjson), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(file);
        string all = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        string[] lines = all.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(501, lines.Length);
        Assert.Equal(501, lines.Distinct().Count());
        Assert.Contains(lines, line => line.Contains(Sample.Id(900).ToString(), StringComparison.Ordinal));
    }

    private static Task FillAsync(StoreRun run) =>
        run.RecordAsync(Enumerable.Range(0, 5).Select(number => Sample.Request(number, text: "a film", items: 100)));
}
