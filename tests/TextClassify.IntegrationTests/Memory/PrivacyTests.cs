using System.Text;
using DuckDB.NET.Data;

namespace TextClassify.Memory;

/// <summary>What a level promises not to keep is in no file: every byte is read, and every cell of the compressed files.</summary>
public sealed class PrivacyTests
{
    private const string Secret = "canarysong";
    private const string Word = "dull";

    [Theory]
    [InlineData("Aggregates", false, false)]
    [InlineData("Evidence", true, false)]
    [InlineData("Text", true, true)]
    public async Task Folder_OfALevel_HoldsWhatItPromisesAndNoMore(string level, bool words, bool texts)
    {
        string folder = Directory.CreateTempSubdirectory("textclassify-memory-").FullName;
        try
        {
            string open, closed;
            await using (var recording = new RecordingService(level, folder, ("Memory:SealInterval", "01:00:00")))
            {
                await recording.RecordAsync($"""["{Word} {Secret} {Word}"]""");
                open = Everything(folder);
            }

            await using (var recording = new RecordingService(level, folder, ("Memory:SealInterval", "00:00:00.100")))
            {
                for (int i = 0; Directory.GetFiles(folder, "predictions-*.parquet").Length == 0; i++)
                {
                    Assert.True(i < 600, "Nothing is sealed.");
                    await Task.Delay(50, TestContext.Current.CancellationToken);
                }
            }

            closed = Everything(folder);
            Assert.All([open, closed], all =>
            {
                Assert.Contains("polarity", all, StringComparison.Ordinal);
                Assert.Equal(words, all.Contains(Word, StringComparison.OrdinalIgnoreCase));
                Assert.Equal(texts, all.Contains(Secret, StringComparison.OrdinalIgnoreCase));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Everything(string folder)
    {
        var all = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // The running service holds the lock, which is empty.
            if (Path.GetFileName(file) != "lock")
            {
                all.Append(Content(file));
            }

            if (file.EndsWith(".parquet", StringComparison.Ordinal))
            {
                all.Append(Cells(file));
            }
        }

        return all.ToString();
    }

    /// <summary>Nothing where SQLite has taken a file of its own away meanwhile, as it does when its last connection closes.</summary>
    private static string Content(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return Encoding.Latin1.GetString(bytes.ToArray());
        }
        catch (FileNotFoundException)
        {
            return "";
        }
    }

    private static string Cells(string file)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(t::VARCHAR, ' ') FROM read_parquet('{file}') t";
        return (string)command.ExecuteScalar()!;
    }
}
