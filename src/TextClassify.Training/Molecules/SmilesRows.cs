using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.Training.Molecules;

/// <summary>Rows whose texts are SMILES.</summary>
internal static class SmilesRows
{
    // Columns that are joined stand on lines of their own.
    private const string Joint = "\n";
    private const string Arrow = ">>";

    /// <summary>Columns that were joined are a reaction's two sides; a row that is no SMILES is a bad one.</summary>
    public static DataSet Of(DataSet data)
    {
        var rows = Of(data.Rows, "", out var bad);
        return data with { Rows = rows, BadRows = [.. data.BadRows, .. bad] };
    }

    /// <summary>The rows that can be read.</summary>
    /// <param name="rows">As a file has them.</param>
    /// <param name="file">For the record; a row of a source has its own.</param>
    /// <param name="bad">The others.</param>
    public static IReadOnlyList<LabelledText> Of(IReadOnlyList<LabelledText> rows, string file, out IReadOnlyList<BadRow> bad)
    {
        var read = new List<LabelledText>(rows.Count);
        var unread = new List<BadRow>();
        foreach (var row in rows)
        {
            string text = row.Text.Trim().Replace(Joint, Arrow, StringComparison.Ordinal);
            if (SmilesText.TryRead(text, out _, out var fault))
            {
                read.Add(row with { Text = text });
            }
            else
            {
                unread.Add(new(row.Source ?? file, row.Line, $"is no SMILES: {fault.Message}"));
            }
        }

        bad = unread;
        return read;
    }

    /// <summary>The symbols of the texts that are there at least <paramref name="minCount"/> times, the most frequent first.</summary>
    /// <param name="texts">Of SMILES; another writing of each is counted too, drawn by a fixed seed: numbers and hands differ.</param>
    /// <param name="minCount">At least 1.</param>
    /// <param name="maxRows">With padding and the unknown symbol.</param>
    public static Vocabulary Symbols(IEnumerable<string> texts, int minCount, int maxRows)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var writer = new SmilesWriter();
        int stream = 0;
        foreach (string text in texts)
        {
            Count(text, counts);
            if (SmilesText.TryRead(text, out var read, out _))
            {
                var random = new SplitMix64(1, stream++);
                Count(read.Write(writer, ref random).Text, counts);
            }
        }

        var seen = counts.Where(symbol => symbol.Value >= minCount)
            .OrderByDescending(symbol => symbol.Value).ThenBy(symbol => symbol.Key, StringComparer.Ordinal)
            .Select(symbol => symbol.Key);
        return new Vocabulary([.. new[] { Vocabulary.Pad, Vocabulary.Unknown }.Concat(seen).Take(maxRows)]);
    }

    private static void Count(string text, Dictionary<string, int> counts)
    {
        int length;
        for (int place = 0; place < text.Length; place += length)
        {
            length = SmilesTokens.LengthOfFirst(text.AsSpan(place));
            string symbol = text.Substring(place, length);
            counts[symbol] = counts.GetValueOrDefault(symbol) + 1;
        }
    }
}
