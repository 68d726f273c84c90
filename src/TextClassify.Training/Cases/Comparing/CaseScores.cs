namespace TextClassify.Training.Cases.Comparing;

/// <summary>What the runs of a row reached.</summary>
/// <param name="Name">Of the row.</param>
/// <param name="Reports">A seed each.</param>
/// <param name="Right">Of each seed, of every development case, whether it is right.</param>
internal sealed record CaseScores(string Name, IReadOnlyList<CaseReport> Reports, IReadOnlyList<bool[]> Right)
{
    /// <summary>Share of right answers of each seed.</summary>
    public double[] Shares => [.. Right.Select(right => right.Count(one => one) / (double)right.Length)];

    /// <summary>
    /// Of every development case in its order, the same for each recipe. A net that reads none of a case's words has not learnt from such
    /// ones and has no answer, which is not right.
    /// </summary>
    /// <exception cref="DataException">The run is of other cases.</exception>
    public static bool[] RightOf(CaseRun run, string dataFolder, CancellationToken cancellationToken)
    {
        var data = CaseData.Read(run.Recipe, dataFolder, cancellationToken);
        var vocabulary = run.Folder.ReadVocabulary(Vocabulary.Read);
        TextEncoder[] encoders = [.. run.Recipe.Sources.Select(source => new TextEncoder(vocabulary, source.MaxTokens))];
        var report = run.Folder.ReadReport<CaseReport>();
        int[] wanted = data.Labels.IndicesOf(data.Dev.Select(one => one.Label));
        bool[] right = new bool[data.Dev.Count];
        int answers = 0;
        for (int row = 0; row < right.Length; row++)
        {
            if (!encoders.Zip(data.Dev[row].Texts, (encoder, text) => encoder.Encode(text).Length > 0).Contains(true))
            {
                continue;
            }

            if (answers == report.Logits.Count || report.Labels[answers] != wanted[row])
            {
                throw new DataException($"{run.Folder.Path} is of other cases than {run.Recipe.Train} has now.");
            }

            right[row] = Probabilities.ArgMax(report.Logits[answers++]) == wanted[row];
        }

        return right;
    }

    /// <summary>How much more often these runs are right than others, with the 95 % interval of so many cases.</summary>
    /// <remarks>
    /// A case counts the share of seeds that are right about it, so the interval is of the cases that were drawn, the nets being these:
    /// 1.96 standard errors of the mean of the cases' differences.
    /// </remarks>
    public (double Difference, double Low, double High) Over(CaseScores other)
    {
        double[] differences = [.. Shared(Right).Zip(Shared(other.Right), (own, others) => own - others)];
        double mean = differences.Average();
        double squares = differences.Sum(one => (one - mean) * (one - mean));
        double error = 1.96 * Math.Sqrt(squares / (differences.Length - 1) / differences.Length);
        return (mean, mean - error, mean + error);
    }

    private static double[] Shared(IReadOnlyList<bool[]> right) =>
        [.. Enumerable.Range(0, right[0].Length).Select(row => right.Average(seed => seed[row] ? 1.0 : 0))];
}
