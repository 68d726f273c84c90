using System.IO.Compression;
using System.Text.Json;

namespace TextClassify.UnitTests.Text.Words;

public sealed class CorpusTests
{
    [Theory]
    [InlineData("sst2/train.jsonl.gz")]
    [InlineData("ag_news/train.jsonl.gz")]
    [InlineData("imdb/train.jsonl.gz")]
    [InlineData("airline_tweets/all.jsonl.gz")]
    public void Enumerate_EveryTextOfACorpus_KeepsTheLawsOfOffsets(string file)
    {
        string? folder = Environment.GetEnvironmentVariable("TEXTCLASSIFY_DATA");
        Assert.SkipWhen(folder is null, "TEXTCLASSIFY_DATA is not set: the corpora are not part of the repository.");
        string path = Path.Combine(folder, file);
        Assert.SkipUnless(File.Exists(path), $"The data folder has no {file}.");

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            WordTokenizerLaws.AssertLaws(row.RootElement.GetProperty("text").GetString()!);
        }
    }
}
