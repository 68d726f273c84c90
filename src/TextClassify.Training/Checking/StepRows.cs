namespace TextClassify.Training.Checking;

/// <summary>Made-up rows of a check, of several lengths; few and short, so that it takes no second.</summary>
internal static class StepRows
{
    private const int Seed = 4_127;
    private const int MostRows = 16;
    private const int MostTokens = 16;

    /// <summary>The draws of a check, which no run shares.</summary>
    public static Random Draws() => new(Seed);

    public static TokenBatch Tokens(int rows, int maxTokens, int vocabulary, Random draws)
    {
        int most = Math.Min(maxTokens, MostTokens);
        return TokenBatch.Of(
        [
            .. Enumerable.Range(0, Math.Min(rows, MostRows)).Select(row =>
            {
                int[] ids = new int[row == 0 ? most : draws.Next(1, most + 1)];
                for (int i = 0; i < ids.Length; i++)
                {
                    ids[i] = draws.Next(1, vocabulary);
                }

                return (ReadOnlyMemory<int>)ids;
            }),
        ]);
    }

    public static long[] Labels(int rows, int classes, Random draws)
    {
        long[] labels = new long[rows];
        for (int i = 0; i < rows; i++)
        {
            labels[i] = draws.Next(classes);
        }

        return labels;
    }
}
