using TextClassify.Similarity;

namespace TextClassify.Training.Augmenting.Texts;

/// <summary>
/// How alike two texts are where they are most alike: the shorter one against each stretch of the longer one of its length.
/// </summary>
internal sealed class LocalRatio(int alphabet)
{
    private readonly SubsequencePattern<int> _pattern = new(alphabet);

    /// <summary>0 to 1; 0 where one is empty.</summary>
    public double Of(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        var shorter = one.Length > other.Length ? other : one;
        var longer = one.Length > other.Length ? one : other;

        if (shorter.Length == 0)
        {
            return 0;
        }

        _pattern.Set(shorter);
        int most = 0;
        for (int start = 0; start + shorter.Length <= longer.Length && most < shorter.Length; start++)
        {
            most = Math.Max(most, _pattern.CommonWith(longer.Slice(start, shorter.Length)));
        }

        return (double)most / shorter.Length;
    }

    /// <summary>Of the whole texts.</summary>
    public double Whole(ReadOnlySpan<int> one, ReadOnlySpan<int> other)
    {
        _pattern.Set(one);
        return _pattern.RatioTo(other);
    }
}
