namespace TextClassify.Explain.Gradients;

/// <summary>Where a path to a text starts: what a text of as many tokens says when it says nothing.</summary>
internal static class Baseline
{
    public const string ParameterName = "baseline";
    public const string TokensName = "baseline_tokens";

    private const string Pad = "pad";
    private const string Unk = "unk";
    private const string Zero = "zero";
    private const string Mean = "mean";
    private const string Tokens = "tokens";

    public static IReadOnlyList<string> Choices { get; } = [Pad, Unk, Zero, Mean, Tokens];

    public static ChoiceParameter Parameter { get; } = new(
        ParameterName,
        "The path's start at every token: padding, the unknown word, the zero vector, the mean vector of all words (padding and unknown "
            + "left out), or the words of baseline_tokens.",
        Pad,
        Choices);

    public static WordsParameter TokensParameter(int maximumLists) => new(
        TokensName,
        "Words of a baseline of one's own, as many as the text has tokens; one not in the vocabulary is the unknown word.",
        maximumLists);

    /// <summary>What stands against the baselines once the text is known.</summary>
    public static ParameterFault? Check(ExplanationQuery request, IReadOnlyList<string> chosen)
    {
        var lists = request.Parameters.OptionalWords(TokensName);
        bool asked = false;
        foreach (string choice in chosen)
        {
            asked |= choice == Tokens;
        }

        if (asked != lists is not null)
        {
            return new ParameterFault(TokensName, asked
                ? "baseline_tokens is missing; a baseline of tokens needs it."
                : "baseline_tokens is given, and no baseline is tokens.");
        }

        foreach (var words in lists ?? [])
        {
            if (words.Count != request.Text.Length)
            {
                return new ParameterFault(
                    TokensName, $"baseline_tokens has {words.Count} words; the text has {request.Text.Length} tokens.");
            }
        }

        return lists is not null && request.Source is null
            ? new ParameterFault(TokensName, "baseline_tokens cannot be read without the model's encoder.")
            : null;
    }

    /// <summary>How many start points the choices give.</summary>
    public static long CountOf(ParameterValues parameters, IReadOnlyList<string> chosen)
    {
        long count = 0;
        foreach (string choice in chosen)
        {
            count += choice == Tokens ? parameters.OptionalWords(TokensName)?.Count ?? 0 : 1;
        }

        return count;
    }

    /// <summary>The start points of the choices, [T,D] each; tokens give one for each of their lists.</summary>
    public static List<float[]> AllOf(ExplanationQuery request, IReadOnlyList<string> chosen, IEmbeddingPass model)
    {
        var points = new List<float[]>();
        foreach (string choice in chosen)
        {
            if (choice != Tokens)
            {
                points.Add(Uniform(choice, request.Text, model));
                continue;
            }

            foreach (var words in request.Parameters.OptionalWords(TokensName)!)
            {
                int[] ids = new int[words.Count];
                for (int token = 0; token < ids.Length; token++)
                {
                    ids[token] = request.Source!.Encoder.IdOf(words[token]);
                }

                points.Add(Embed(ids, model));
            }
        }

        return points;
    }

    private static float[] Uniform(string choice, EncodedText text, IEmbeddingPass model)
    {
        int tokens = text.Length;
        int[] ids = new int[tokens];
        switch (choice)
        {
            case Zero:
                return new float[tokens * model.EmbeddingWidth];
            case Mean:
                float[] mean = WordMean(text.Special, model), point = new float[tokens * mean.Length];
                for (int token = 0; token < tokens; token++)
                {
                    mean.CopyTo(point.AsSpan(token * mean.Length));
                }

                return point;
            default:
                Array.Fill(ids, choice == Pad ? text.Special.Pad : text.Special.Unknown);
                return Embed(ids, model);
        }
    }

    private static float[] WordMean(SpecialIds special, IEmbeddingPass model)
    {
        float[] row = new float[model.EmbeddingWidth];
        double[] sums = new double[row.Length];
        int words = 0;
        for (int word = 0; word < model.VocabularySize; word++)
        {
            if (special.Contains(word))
            {
                continue;
            }

            words++;
            model.Embed([word], row);
            for (int d = 0; d < row.Length; d++)
            {
                sums[d] += row[d];
            }
        }

        return Array.ConvertAll(sums, sum => (float)(sum / Math.Max(1, words)));
    }

    private static float[] Embed(int[] ids, IEmbeddingPass model)
    {
        float[] point = new float[ids.Length * model.EmbeddingWidth];
        model.Embed(ids, point);
        return point;
    }
}
