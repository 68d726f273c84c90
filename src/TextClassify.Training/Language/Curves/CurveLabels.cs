namespace TextClassify.Training.Language.Curves;

/// <summary>Places the labels at the ends of lines so that none covers another.</summary>
internal static class CurveLabels
{
    /// <summary>
    /// Heights of the labels in the lines' order: <paramref name="gap"/> apart or more, in the order of the ends, within 0 to <paramref
    /// name="height"/> if they fit.
    /// </summary>
    public static double[] Place(double[] ends, double gap, double height)
    {
        int[] order = [.. Enumerable.Range(0, ends.Length).OrderBy(index => ends[index])];
        double[] placed = [.. ends];
        for (int i = 1; i < order.Length; i++)
        {
            placed[order[i]] = Math.Max(placed[order[i]], placed[order[i - 1]] + gap);
        }

        // Pushed down, they may hang over: back up from the last on.
        double limit = height;
        for (int i = order.Length - 1; i >= 0; i--)
        {
            placed[order[i]] = Math.Min(placed[order[i]], limit);
            limit = placed[order[i]] - gap;
        }

        return placed;
    }
}
