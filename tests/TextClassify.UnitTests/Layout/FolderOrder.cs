using System.Text.RegularExpressions;

namespace TextClassify.Layout;

/// <summary>Which folder of Core may use which: a folder uses only those of lower layers, and none of its own layer.</summary>
internal static partial class FolderOrder
{
    private static readonly string[][] Layers =
        [["Numerics"], ["Text"], ["Forward"], ["Models"], ["Explain", "HiddenStates", "Drift", "Language"]];

    /// <summary>One sentence for each use that goes up or sideways.</summary>
    /// <param name="folder">The file's first folder in Core.</param>
    /// <param name="source">The file.</param>
    public static IEnumerable<string> Faults(string folder, string source)
    {
        int layer = LayerOf(folder);
        if (layer < 0)
        {
            return [$"{folder} is not in the order."];
        }

        return
        [
            .. Use().Matches(source)
                .Select(match => match.Groups[1].Value)
                .Distinct()
                .Where(used => used != folder && LayerOf(used) >= layer)
                .Select(used => $"{folder} may not use {used}."),
        ];
    }

    private static int LayerOf(string folder) => Array.FindIndex(Layers, layer => layer.Contains(folder));

    /// <summary>A <c>using</c> line, an alias or a qualified name; the <c>namespace</c> line is not a use.</summary>
    [GeneratedRegex(@"(?<!namespace )\bTextClassify\.([A-Z]\w*)")]
    private static partial Regex Use();
}
