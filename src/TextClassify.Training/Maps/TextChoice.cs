namespace TextClassify.Training.Maps;

/// <summary>Which texts a package keeps, and which of them have no state in its maps so that placement can be measured.</summary>
/// <param name="Rows">Rows of the split, in their order.</param>
/// <param name="HeldBack">Of each kept text, whether its states stay out of the maps.</param>
internal sealed record TextChoice(int[] Rows, bool[] HeldBack)
{
    private const int HeldBackShare = 10;

    /// <summary>As many of each class as there are, by turns, until <paramref name="most"/> are taken; every tenth is held back.</summary>
    public static TextChoice Of(IReadOnlyList<int> labels, int most, int seed)
    {
        int[] order = [.. Enumerable.Range(0, labels.Count)];
        new Random(seed).Shuffle(order);
        int[] taken = [.. Strata.ByTurns(order, row => labels[row]).Take(most)];
        var held = taken.Where((_, place) => place % HeldBackShare == HeldBackShare - 1).ToHashSet();
        Array.Sort(taken);
        return new TextChoice(taken, [.. taken.Select(held.Contains)]);
    }
}
