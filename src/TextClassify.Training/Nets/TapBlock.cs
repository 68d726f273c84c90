namespace TextClassify.Training.Nets;

/// <summary>
/// The taps of all windows that look equally far from their token. A convolution over time is a sum of products, one a block, each moved by
/// its offset: so the training net and the graphs have all taps as columns of one matrix, in this order.
/// </summary>
/// <param name="Offset">Tokens from the window's centre; negative looks back.</param>
/// <param name="First">The first window that reaches so far.</param>
/// <param name="Last">The last that does; one between them that does not has zeros in its place.</param>
internal readonly record struct TapBlock(int Offset, int First, int Last)
{
    public int Windows => Last - First + 1;

    /// <summary>From the tap furthest back to the one furthest ahead.</summary>
    /// <param name="windows">Odd widths in tokens.</param>
    public static IReadOnlyList<TapBlock> Of(IReadOnlyList<int> windows)
    {
        int reach = windows.Max() / 2;
        return
        [
            .. from offset in Enumerable.Range(-reach, (2 * reach) + 1)
               let reached = Enumerable.Range(0, windows.Count).Where(i => windows[i] / 2 >= Math.Abs(offset)).ToArray()
               select new TapBlock(offset, reached[0], reached[^1]),
        ];
    }

    /// <summary>Where a window's kernel has this block's tap; null where it has none.</summary>
    public int? TapOf(int window) => Math.Abs(Offset) <= window / 2 ? Offset + (window / 2) : null;
}
