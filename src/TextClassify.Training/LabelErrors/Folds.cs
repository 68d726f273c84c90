namespace TextClassify.Training.LabelErrors;

/// <summary>Cuts rows into parts of which each is judged by what was fitted on the others.</summary>
internal static class Folds
{
    /// <summary>Of a row that is in every fitted part, since its class has no other text.</summary>
    public const int Never = -1;

    /// <summary>
    /// The part of each row. Rows of one text stay together, else a copy would vouch for the label it repeats; each class is spread evenly;
    /// and what is left when a part is taken away has every class.
    /// </summary>
    /// <param name="rows">At least one.</param>
    /// <param name="count">Parts, at least two.</param>
    /// <param name="random">Draws which texts go where.</param>
    /// <param name="stratum">What rows are spread by; their labels without it.</param>
    public static int[] Of(IReadOnlyList<LabelledText> rows, int count, Random random, Func<LabelledText, string>? stratum = null)
    {
        var labelOf = stratum ?? (row => row.Label);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        int[] folds = new int[rows.Count];
        int next = 0;
        var texts = rows.Index().GroupBy(pair => pair.Item.Text, pair => pair.Index, StringComparer.Ordinal);
        foreach (var alike in texts.GroupBy(text => labelOf(rows[text.First()]), StringComparer.Ordinal))
        {
            int[][] shuffled = [.. alike.Select(text => text.ToArray())];
            random.Shuffle(shuffled);
            foreach (int[] text in shuffled)
            {
                int fold = shuffled.Length == 1 ? Never : next++ % count;
                foreach (int row in text)
                {
                    folds[row] = fold;
                }
            }
        }

        return folds;
    }
}
