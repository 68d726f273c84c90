using TextClassify.Storage.Querying;

namespace TextClassify.Storage;

/// <summary>A store of one process, all in its folder.</summary>
public sealed class EmbeddedStoreTests() : PredictionStoreTests(null)
{
    /// <summary>A backup is the folder; what is asked of the copy is answered as of the original.</summary>
    [Fact]
    public async Task Copy_OfTheFolder_AnswersTheSame()
    {
        using var copy = new TempFolder();
        using (var run = new StoreRun(Folder.Path))
        {
            await run.RecordAsync(Sample.Request(1), Sample.Request(2));
            await run.SealAsync();
            await run.RecordAsync(Sample.Request(3));
            await run.LabelAsync(3, "negative");
        }

        foreach (string file in Directory.EnumerateFiles(Folder.Path))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        using var original = new StoreRun(Folder.Path);
        using var other = new StoreRun(copy.Path);
        Assert.Equivalent(
            await original.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10)),
            await other.AskAsync(ask => ask.Page(new PredictionFilter(), null, 10)), strict: true);
    }
}
