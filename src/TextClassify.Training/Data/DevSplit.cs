using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TextClassify.Training.Data;

/// <summary>
/// Sets rows aside for development. Stratified by label; rows of one text stay together; which texts go depends on a fixed seed and the
/// texts alone, so neither the training seed nor the order of the rows changes it.
/// </summary>
internal static class DevSplit
{
    private const string Seed = "textclassify-dev-1";

    /// <summary>
    /// Splits <paramref name="rows"/>, keeping their order. Each label gives round(share x its rows) to development, at least one and
    /// never all when it has two different texts; rows of repeated texts can make it fewer.
    /// </summary>
    /// <param name="rows">To split.</param>
    /// <param name="share">Above 0 and at most a half.</param>
    /// <param name="stratum">What rows are spread by; their labels without it.</param>
    public static (IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Dev) Split(
        IReadOnlyList<LabelledText> rows, double share, Func<LabelledText, string>? stratum = null)
    {
        var labelOf = stratum ?? (row => row.Label);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 0.5);

        var dev = new HashSet<string>(StringComparer.Ordinal);
        var texts = rows.GroupBy(row => row.Text, StringComparer.Ordinal);
        foreach (var alike in texts.GroupBy(text => LabelOf(text, labelOf), StringComparer.Ordinal))
        {
            AddTexts([.. alike], share, dev);
        }

        var parts = rows.ToLookup(row => dev.Contains(row.Text));
        return ([.. parts[false]], [.. parts[true]]);
    }

    private static void AddTexts(IReadOnlyList<IGrouping<string, LabelledText>> texts, double share, HashSet<string> dev)
    {
        if (texts.Count < 2)
        {
            return;
        }

        int rowCount = texts.Sum(text => text.Count());
        int target = Math.Max(1, (int)Math.Round(share * rowCount, MidpointRounding.AwayFromZero));
        int taken = 0;
        int left = texts.Count;
        foreach (var text in texts.OrderBy(text => Rank(text.Key)).ThenBy(text => text.Key, StringComparer.Ordinal))
        {
            if (left > 1 && taken + text.Count() <= target)
            {
                dev.Add(text.Key);
                taken += text.Count();
                left--;
            }
        }
    }

    /// <summary>A text's stratum; the first label by name where people disagreed on the same text.</summary>
    private static string LabelOf(IGrouping<string, LabelledText> text, Func<LabelledText, string> labelOf) =>
        text.Select(labelOf).Min(StringComparer.Ordinal)!;

    private static ulong Rank(string text) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.Unicode.GetBytes(Seed + '\n' + text)));
}
