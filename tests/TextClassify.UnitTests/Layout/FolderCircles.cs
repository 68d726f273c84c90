namespace TextClassify.Layout;

internal static class FolderCircles
{
    /// <summary>The groups of two or more that reach each other by uses.</summary>
    /// <param name="uses">What each uses itself.</param>
    public static IEnumerable<IReadOnlyList<string>> Of(IReadOnlyDictionary<string, IEnumerable<string>> uses)
    {
        var reached = uses.Keys.ToDictionary(folder => folder, folder => Reach(folder, uses));
        return uses.Keys
            .Select(
                folder => (IReadOnlyList<string>)[
                    .. reached[folder].Where(
                        other => reached.TryGetValue(other, out var back) && back.Contains(folder)).Order(StringComparer.Ordinal),
                ])
            .Where(group => group.Count > 1)
            .DistinctBy(group => string.Join(' ', group));
    }

    private static HashSet<string> Reach(string start, IReadOnlyDictionary<string, IEnumerable<string>> uses)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out string? folder))
        {
            foreach (string used in uses.GetValueOrDefault(folder, []).Where(reached.Add))
            {
                open.Push(used);
            }
        }

        return reached;
    }
}
