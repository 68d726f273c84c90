namespace TextClassify.Communication;

/// <summary>A case of some sources, some without a token and some missing.</summary>
internal sealed record RandomCase(EvidenceShape Shape, float[][] Scores, float[][] Values, bool[] Present, float[] Bias)
{
    public int Sources => Present.Length;

    public static RandomCase Draw(Random draws)
    {
        var shape = new EvidenceShape(draws.Next(1, 5), draws.Next(1, 6));
        int sources = draws.Next(1, 17);
        var scores = new float[sources][];
        var values = new float[sources][];
        bool[] present = new bool[sources];
        for (int source = 0; source < sources; source++)
        {
            int tokens = draws.Next(0, 40);
            scores[source] = Numbers(tokens * shape.Aspects, 12, draws);
            values[source] = Numbers(tokens * shape.Aspects * shape.Classes, 4, draws);
            present[source] = draws.NextDouble() < 0.7;
        }

        return new(shape, scores, values, present, Numbers(shape.Classes, 2, draws));
    }

    /// <summary>What the sources send; a missing one sends what is no number.</summary>
    public float[] Parts()
    {
        float[] parts = new float[Sources * Shape.Length];
        Array.Fill(parts, float.NaN);
        for (int source = 0; source < Sources; source++)
        {
            if (Present[source])
            {
                SourceEvidence.Gather(
                    Scores[source], Values[source], Shape, new EvidencePart(parts.AsSpan(source * Shape.Length, Shape.Length), Shape));
            }
        }

        return parts;
    }

    /// <summary>Shares of a source's tokens, [T,C]; none of a missing one.</summary>
    public float[] Tokens(int source, EvidencePart merged)
    {
        float[] shares = new float[Present[source] ? Scores[source].Length / Shape.Aspects * Shape.Classes : 0];
        if (Present[source])
        {
            SourceEvidence.Tokens(Scores[source], Values[source], Shape, merged, shares);
        }

        return shares;
    }

    /// <summary>One softmax an aspect over all tokens; null without a token.</summary>
    public double[]? Logits()
    {
        double[] logits = Array.ConvertAll(Bias, bias => (double)bias);
        for (int aspect = 0; aspect < Shape.Aspects; aspect++)
        {
            var rows = (from source in Enumerable.Range(0, Sources)
                        where Present[source]
                        from token in Enumerable.Range(0, Scores[source].Length / Shape.Aspects)
                        select (Source: source, Place: (token * Shape.Aspects) + aspect)).ToArray();
            if (rows.Length == 0)
            {
                return null;
            }

            double all = rows.Sum(row => Math.Exp(Scores[row.Source][row.Place]));
            foreach (var (source, place) in rows)
            {
                for (int c = 0; c < logits.Length; c++)
                {
                    logits[c] += Math.Exp(Scores[source][place]) / all * Values[source][(place * Shape.Classes) + c];
                }
            }
        }

        return logits;
    }

    private static float[] Numbers(int count, float range, Random draws) =>
        [.. Enumerable.Range(0, count).Select(_ => (draws.NextSingle() - 0.5f) * range)];
}
