using TextClassify.Numerics;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Edited texts of a text: a pool of edits, of which those are chosen that are asked for.</summary>
/// <param name="options">What was asked for.</param>
/// <param name="edits">Makes the pool.</param>
/// <param name="eda">Makes it where those of Wei and Zou are asked for; null without synonyms.</param>
/// <param name="near">Texts to be like and unlike.</param>
/// <param name="alphabet">Of the words.</param>
internal sealed class TextAugmenter(TextOptions options, WordEdits edits, EdaEdits? eda, NearTexts near, int alphabet)
{
    /// <summary>Weight of being like texts of other labels.</summary>
    private const double Beta = 0.5;

    // Less alike, the label may be lost; more, nothing is new.
    private const double LeastSimilarity = 0.5, MostSimilarity = 0.95;

    private readonly LocalRatio _ratio = new(alphabet);

    /// <summary>At most as many as were asked for, the best first; fewer where there are no more that differ.</summary>
    /// <param name="text">To edit.</param>
    /// <param name="ids">Of its words.</param>
    /// <param name="frozen">Words that stay.</param>
    /// <param name="row">Its place among the file's texts; other rows draw other edits.</param>
    public IReadOnlyList<EditedText> Augment(WordText text, int[] ids, bool[] frozen, int row)
    {
        if (options.Choice == TextChoice.Eda)
        {
            return Eda(text, ids, row);
        }

        var pool = Pool(text, ids, frozen, row);
        if (options.Choice == TextChoice.Random)
        {
            return [.. pool.Take(options.Copies)];
        }

        if (options.Choice == TextChoice.Self)
        {
            return [.. pool.OrderByDescending(edited => edited.Similarity).Take(options.Copies)];
        }

        var (same, other) = (near.OfSameLabel(row), near.OfOtherLabels(row));
        return [.. pool.OrderByDescending(edited => Most(edited, same) - (Beta * Most(edited, other))).Take(options.Copies)];
    }

    /// <summary>Different texts, as they were drawn.</summary>
    public List<EditedText> Pool(WordText text, int[] ids, bool[] frozen, int row)
    {
        var random = new SplitMix64(options.Seed, row);
        var pool = new List<EditedText>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < options.Pool; i++)
        {
            if (edits.Draw(text, frozen, ref random) is { } edited && seen.Add(edited.Text)
                && _ratio.Whole(ids, edited.Ids) is >= LeastSimilarity and <= MostSimilarity and var similarity)
            {
                pool.Add(edited with { Similarity = similarity });
            }
        }

        return pool;
    }

    private List<EditedText> Eda(WordText text, int[] ids, int row)
    {
        var random = new SplitMix64(options.Seed, row);
        var drawn = new List<EditedText>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < options.Pool && drawn.Count < options.Copies; i++)
        {
            if (eda?.Draw(text, i, ref random) is { } edited && seen.Add(edited.Text))
            {
                drawn.Add(edited with { Similarity = _ratio.Whole(ids, edited.Ids) });
            }
        }

        return drawn;
    }

    private double Most(EditedText edited, int[][] texts) =>
        texts.Length == 0 ? 0 : texts.Max(text => _ratio.Of(edited.Ids, text));
}
