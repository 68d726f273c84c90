using System.IO.Compression;
using System.Text.Json;

namespace TextClassify.Page.Many;

/// <summary>Reviews of books, films, electronics and kitchens, from the public data.</summary>
internal static class ProductReviews
{
    /// <summary>Longer ones take their time, which is the suite's.</summary>
    private const int MostCharacters = 400;

    /// <summary>As many, from all over the set; null where the data are not there.</summary>
    public static string[]? Read(int count)
    {
        string path = Path.Combine(
            Environment.GetEnvironmentVariable("TEXTCLASSIFY_DATA") ?? Path.Combine(Infrastructure.Repository.Folder, "data"),
            "reviews_dated", "all.jsonl.gz");
        if (!File.Exists(path))
        {
            return null;
        }

        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var texts = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            string text = JsonElement.Parse(line).GetProperty("text").GetString()!.Trim();
            if (text.Length is > 0 and <= MostCharacters)
            {
                texts.Add(text);
            }
        }

        int step = texts.Count / count;
        return [.. texts.Where((_, i) => i % step == 0).Take(count)];
    }

    /// <summary>A file with a number and a review in each row, and no labels.</summary>
    public static string Csv(string[] texts) => string.Concat(
        texts.Select((text, i) => $"{i + 1},\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\r\n").Prepend("number,review\r\n"));
}
