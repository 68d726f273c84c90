namespace TextClassify.Explain.Quality;

/// <summary>How far scores point at the tokens that people marked (DeYoung et al. 2020).</summary>
public static class Plausibility
{
    private const double LeastOverlap = 0.5;

    /// <summary>Marks the highest tokens, as many as people marked: how many is not the explanation's to know.</summary>
    /// <param name="scores">[T].</param>
    /// <param name="human">[T].</param>
    /// <returns>[T].</returns>
    public static bool[] Choose(ReadOnlySpan<float> scores, ReadOnlySpan<bool> human)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(human.Length, scores.Length);
        bool[] marked = new bool[scores.Length];
        TokenOrder.Mark(TokenOrder.Descending(scores), human.Count(true), marked);
        return marked;
    }

    /// <summary>Harmonic mean of precision and recall over tokens; 0 when nothing is hit.</summary>
    /// <param name="chosen">[T]: the tokens the explanation marks.</param>
    /// <param name="human">[T]: the tokens people marked.</param>
    public static double TokenF1(ReadOnlySpan<bool> chosen, ReadOnlySpan<bool> human)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(human.Length, chosen.Length);
        int hits = 0, marks = 0;
        for (int token = 0; token < chosen.Length; token++)
        {
            hits += chosen[token] && human[token] ? 1 : 0;
            marks += (chosen[token] ? 1 : 0) + (human[token] ? 1 : 0);
        }

        return marks == 0 ? 0 : 2.0 * hits / marks;
    }

    /// <summary>
    /// F1 over runs of marked tokens: one of the explanation's runs is a hit when it shares at least half of the tokens that it and one of
    /// the people's runs have together. Two runs of a side can't both hit one of the other, so precision and recall count the same hits.
    /// </summary>
    /// <param name="chosen">[T].</param>
    /// <param name="human">[T].</param>
    public static double IouF1(ReadOnlySpan<bool> chosen, ReadOnlySpan<bool> human)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(human.Length, chosen.Length);
        var ours = Runs(chosen);
        var theirs = Runs(human);
        int hits = 0;
        foreach (var our in ours)
        {
            foreach (var their in theirs)
            {
                int shared = Math.Min(our.End, their.End) - Math.Max(our.Start, their.Start);
                int together = our.End - our.Start + their.End - their.Start - shared;
                hits += shared >= LeastOverlap * together ? 1 : 0;
            }
        }

        return ours.Count + theirs.Count == 0 ? 0 : 2.0 * hits / (ours.Count + theirs.Count);
    }

    /// <summary>
    /// Area under the precision-recall curve of the scores as average precision: the mean, over the tokens people marked, of the precision
    /// at their score.
    /// </summary>
    /// <param name="scores">[T].</param>
    /// <param name="human">[T], one marked at least.</param>
    public static double AveragePrecision(ReadOnlySpan<float> scores, ReadOnlySpan<bool> human)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(human.Length, scores.Length);
        int[] order = TokenOrder.Descending(scores);
        int seen = 0, hits = 0;
        double sum = 0;
        while (seen < order.Length)
        {
            // Tokens of equal score come in together, so their order in the text can't help.
            float score = scores[order[seen]];
            int before = hits;
            for (; seen < order.Length && scores[order[seen]].Equals(score); seen++)
            {
                hits += human[order[seen]] ? 1 : 0;
            }

            sum += (double)(hits - before) * hits / seen;
        }

        return sum / hits;
    }

    private static List<(int Start, int End)> Runs(ReadOnlySpan<bool> marked)
    {
        var runs = new List<(int Start, int End)>();
        for (int token = 0; token < marked.Length; token++)
        {
            if (marked[token] && (token == 0 || !marked[token - 1]))
            {
                runs.Add((token, token));
            }

            if (marked[token])
            {
                runs[^1] = (runs[^1].Start, token + 1);
            }
        }

        return runs;
    }
}
