using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace TextClassify.Replays;

/// <summary>A set of texts with times, the model that fits it, and the windows that are told of it.</summary>
/// <param name="Name">Of its folder.</param>
/// <param name="Model">A shipped model with its labels.</param>
/// <param name="Time">The property of the time.</param>
/// <param name="Edges">Where windows begin and end.</param>
internal sealed record DatedSet(string Name, string Model, string Time, string[] Edges)
{
    public static readonly DatedSet Tweets = new(
        "airline_tweets", "sentiment/3", "time",
        ["2015-02-17", "2015-02-18", "2015-02-19", "2015-02-20", "2015-02-21", "2015-02-22", "2015-02-23", "2015-02-24", "2015-02-25"]);

    public static readonly DatedSet Reviews = new(
        "reviews_dated", "review/1", "date", ["1997-01-01", "2004-01-01", "2005-01-01", "2006-01-01", "2006-07-01", "2007-01-01"]);

    /// <summary>In the order of their times; those without one are left out. Skips the test where the data are not there.</summary>
    public DatedText[] Read()
    {
        string? data = Environment.GetEnvironmentVariable("TEXTCLASSIFY_DATA");
        Assert.SkipWhen(string.IsNullOrEmpty(data), "TEXTCLASSIFY_DATA names no data folder.");
        string path = Path.Combine(data, Name, "all.jsonl.gz");
        Assert.SkipUnless(File.Exists(path), $"There is no {path}.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = new List<DatedText>();
        while (reader.ReadLine() is { } line)
        {
            var row = JsonElement.Parse(line);
            if (row.GetProperty(Time) is { ValueKind: JsonValueKind.String } time)
            {
                rows.Add(new DatedText(
                    DateTimeOffset.Parse(time.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                    row.GetProperty("text").GetString()!, row.GetProperty("label").GetString()!));
            }
        }

        return [.. rows.OrderBy(row => row.At)];
    }
}
