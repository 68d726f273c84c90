using TextClassify.Storage.Sealing;

namespace TextClassify.Storage.Querying;

/// <summary>How predictions are dealt to bins.</summary>
public sealed class Binning
{
    private Binning(CellKind kind, string bin) => (Kind, Bin) = (kind, bin);

    internal CellKind Kind { get; }

    /// <summary>Of a cell c.</summary>
    internal string Bin { get; }

    /// <summary>By label, in this order; a label that is not there has no bin.</summary>
    public static Binning Labels(IReadOnlyList<string> labels) => new(
        CellKind.Confidence, $"list_position([{string.Join(", ", labels.Select(Quoted))}], c.label) - 1");

    /// <summary>By the likeliest label's probability, in <see cref="ConfidenceBins"/> bins of one width.</summary>
    public static Binning Confidence { get; } = new(CellKind.Confidence, "c.bin");

    /// <summary>By tokens: bin i has those above edge i - 1 and not above edge i.</summary>
    public static Binning Tokens(IReadOnlyList<int> edges) => new(
        CellKind.Length, edges.Count == 0 ? "0" : string.Join(" + ", edges.Select(edge => $"(c.bin > {edge})::INTEGER")));

    /// <summary>Tokens that the vocabulary has (bin 0) and lacks (bin 1).</summary>
    public static Binning Unknown { get; } = new(CellKind.Unknown, "c.bin");

    public const int ConfidenceBins = RollUpTables.ConfidenceBins;

    private static string Quoted(string label) => $"'{label.Replace("'", "''", StringComparison.Ordinal)}'";
}
