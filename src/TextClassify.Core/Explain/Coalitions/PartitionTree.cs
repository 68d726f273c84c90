namespace TextClassify.Explain.Coalitions;

/// <summary>
/// A binary tree over players in text order: a range splits at the sentence end nearest to its middle, or in the middle where it holds
/// no such end. Nothing is stored but the ends, which are found once.
/// </summary>
/// <param name="ends">Players that start a new sentence, ascending; empty for the balanced tree.</param>
internal sealed class PartitionTree(int[] ends)
{
    /// <summary>Players in the left part of the range, at least one and not all.</summary>
    public int LeftLength(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        int middle = start + (length / 2);
        int at = Array.BinarySearch(ends, middle);
        at = at < 0 ? ~at : at;
        int above = at < ends.Length && ends[at] < start + length ? ends[at] : -1;
        int below = at > 0 && ends[at - 1] > start ? ends[at - 1] : -1;
        int split = above < 0 && below < 0 ? middle
            : above < 0 ? below
            : below < 0 ? above
            : above - middle <= middle - below ? above : below;
        return split - start;
    }
}
