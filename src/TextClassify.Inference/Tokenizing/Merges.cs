using System.Text;

namespace TextClassify.Inference.Tokenizing;

/// <summary>The pairs of a byte-level vocabulary, as <see cref="ModelManifest.MergesFile"/> has them.</summary>
internal static class Merges
{
    private const int Most = 1_000_000;
    private const string Head = "#version";

    /// <summary>Reads pairs, one a line; a first line that begins with <c>#version</c> is none.</summary>
    /// <exception cref="InvalidDataException">A line is no pair, or there are too many.</exception>
    public static IReadOnlyList<string> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var pairs = new List<string>();
        for (int line = 1; reader.ReadLine() is { } pair; line++)
        {
            if (line == 1 && pair.StartsWith(Head, StringComparison.Ordinal))
            {
                continue;
            }

            if (pairs.Count == Most || !IsPair(pair))
            {
                throw new InvalidDataException(pairs.Count == Most
                    ? $"There are more than {Most} pairs."
                    : $"Line {line} is no pair: two pieces with a blank between them.");
            }

            pairs.Add(pair);
        }

        return pairs;
    }

    /// <exception cref="InvalidDataException">A part of a pair, or the pair, is not in the vocabulary.</exception>
    public static void Check(Vocabulary vocabulary, IReadOnlyList<string> pairs)
    {
        for (int index = 0; index < pairs.Count; index++)
        {
            int blank = pairs[index].IndexOf(' ', StringComparison.Ordinal);
            var left = pairs[index].AsSpan(0, blank);
            var right = pairs[index].AsSpan(blank + 1);
            if (!vocabulary.TryGetId(left, out _) || !vocabulary.TryGetId(right, out _) || !vocabulary.TryGetId($"{left}{right}", out _))
            {
                throw new InvalidDataException($"Pair {index + 1} of {pairs.Count} has a part or a whole that is not in the vocabulary.");
            }
        }
    }

    private static bool IsPair(string line)
    {
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && blank < line.Length - 1 && line.IndexOf(' ', blank + 1) < 0;
    }
}
