namespace TextClassify.Storage.Records;

/// <summary>What follows from the scores of one distribution, and so need not be kept.</summary>
internal static class Certainty
{
    /// <summary>Of the largest score less the second.</summary>
    public const string MarginSql =
        "coalesce(p.margin, (p.confidence - coalesce(list_reverse_sort(p.scores)[2], 0))::FLOAT)";

    /// <summary>In nats.</summary>
    public const string EntropySql =
        "coalesce(p.entropy, (-list_sum(list_transform(p.scores, lambda s: CASE WHEN s > 0 THEN s * ln(s) ELSE 0 END)))::FLOAT)";

    private const float Near = 1e-5f;

    /// <summary>Null where the scores tell it; those of labels that don't exclude one another tell no entropy.</summary>
    public static float? Kept(float value, float derived) => MathF.Abs(value - derived) <= Near ? null : value;

    public static float MarginOf(ReadOnlySpan<float> scores, int label)
    {
        float second = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            second = i == label ? second : MathF.Max(second, scores[i]);
        }

        return scores[label] - second;
    }

    public static float EntropyOf(ReadOnlySpan<float> scores)
    {
        float entropy = 0;
        foreach (float score in scores)
        {
            entropy -= score > 0 ? score * MathF.Log(score) : 0;
        }

        return entropy;
    }
}
