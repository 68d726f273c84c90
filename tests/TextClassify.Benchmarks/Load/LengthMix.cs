using TextClassify.Training.Data;

namespace TextClassify.Benchmarks.Load;

/// <summary>Texts to send, in an order that a seed fixes.</summary>
internal static class LengthMix
{
    public const string Short = "sst2";
    public const string Long = "imdb";
    public const string Both = "both";

    // As many as the development split of SST-2 has, so that no mix has another's cache behaviour.
    private const int Texts = 872;

    /// <exception cref="DataException">The data are not there.</exception>
    public static string[] Read(string mix, string data)
    {
        string[] texts = mix switch
        {
            Short => Rows(data, "sst2/dev.jsonl.gz"),
            Long => Rows(data, "imdb/train.jsonl.gz"),
            Both => [.. Rows(data, "sst2/dev.jsonl.gz").Take(Texts / 2), .. Rows(data, "imdb/train.jsonl.gz").Take(Texts / 2)],
            _ => throw new DataException($"There is no mix '{mix}'; there are {Short}, {Long} and {Both}."),
        };
        new Random(1).Shuffle(texts);
        return texts;
    }

    private static string[] Rows(string data, string file)
    {
        string[] texts = [.. DataFile.Read(Path.Combine(data, file), "text", "label").Rows.Select(row => row.Text)];
        new Random(2).Shuffle(texts);
        return texts[..Math.Min(Texts, texts.Length)];
    }
}
