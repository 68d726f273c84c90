using System.Globalization;

namespace TextClassify.Storage.Querying;

/// <summary>How predictions are dealt to bins.</summary>
public sealed class Binning
{
    private Binning(string bin, string count) => (Bin, Count) = (bin, count);

    internal string Bin { get; }

    internal string Count { get; }

    /// <summary>By label, in this order; a label that is not there has no bin.</summary>
    public static Binning Labels(IReadOnlyList<string> labels) => new(
        $"list_position([{string.Join(", ", labels.Select(Quoted))}], p.label) - 1",
        "count(*)");

    /// <summary>By the likeliest label's probability, in bins of one width.</summary>
    public static Binning Confidence(int bins) => new(
        string.Create(CultureInfo.InvariantCulture, $"least(floor(p.confidence * {bins})::INTEGER, {bins - 1})"), "count(*)");

    /// <summary>By tokens: bin i has those above edge i - 1 and not above edge i.</summary>
    public static Binning Tokens(IReadOnlyList<int> edges) => new(
        edges.Count == 0 ? "0" : string.Join(" + ", edges.Select(edge => $"(p.tokens > {edge})::INTEGER")), "count(*)");

    /// <summary>Tokens that the vocabulary has (bin 0) and lacks (bin 1).</summary>
    public static Binning Unknown { get; } = new("side", "sum(CASE WHEN side = 0 THEN p.read - p.unknown ELSE p.unknown END)");

    private static string Quoted(string label) => $"'{label.Replace("'", "''", StringComparison.Ordinal)}'";

    internal bool ByToken => ReferenceEquals(this, Unknown);
}
