namespace TextClassify.Explain.Counterfactuals;

/// <summary>
/// Orders single edits by what the gradient says they do: to first order, another vector e' in the place of e moves the output by
/// (e' - e) . g, and a deletion moves it by -e . g (HotFlip, Ebrahimi et al. 2018). An order of trying, not a result.
/// </summary>
internal static class EditCandidates
{
    /// <param name="embeddings">[n,D], of the tokens that stand.</param>
    /// <param name="gradient">[n,D], of what is to rise.</param>
    /// <param name="width">D.</param>
    /// <param name="effects">[n]: of deleting each.</param>
    public static void WriteDeletions(ReadOnlySpan<float> embeddings, ReadOnlySpan<float> gradient, int width, Span<float> effects)
    {
        for (int token = 0; token < effects.Length; token++)
        {
            effects[token] = -TensorPrimitives.Dot(embeddings.Slice(token * width, width), gradient.Slice(token * width, width));
        }
    }

    /// <param name="words">[k,D], the vectors to put in one token's place.</param>
    /// <param name="gradient">[D], at that token.</param>
    /// <param name="deletion">The effect of deleting it, which every replacement has as well.</param>
    /// <param name="effects">[k].</param>
    public static void WriteReplacements(ReadOnlySpan<float> words, ReadOnlySpan<float> gradient, float deletion, Span<float> effects)
    {
        for (int word = 0; word < effects.Length; word++)
        {
            effects[word] = deletion + TensorPrimitives.Dot(words.Slice(word * gradient.Length, gradient.Length), gradient);
        }
    }

    /// <summary>The places of the <paramref name="count"/> largest effects, largest first; equal ones in their order.</summary>
    public static int[] Largest(ReadOnlySpan<float> effects, int count)
    {
        int[] places = new int[effects.Length];
        float[] keys = new float[effects.Length];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        TensorPrimitives.Negate(effects, keys);
        Array.Sort(places, (left, right) => keys[left] != keys[right] ? keys[left].CompareTo(keys[right]) : left.CompareTo(right));
        return places[..Math.Min(count, places.Length)];
    }
}
