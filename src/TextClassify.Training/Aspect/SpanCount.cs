namespace TextClassify.Training.Aspect;

/// <summary>Spans a tagger found against those people marked; a span counts when both of its ends are right.</summary>
/// <param name="Right">Found and marked.</param>
/// <param name="Found">Found.</param>
/// <param name="Marked">Marked; one that is marked twice counts once.</param>
internal readonly record struct SpanCount(int Right, int Found, int Marked)
{
    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    public double Recall => Marked == 0 ? 0 : (double)Right / Marked;

    /// <summary>0..1.</summary>
    public double F1 => Found + Marked == 0 ? 0 : 2.0 * Right / (Found + Marked);

    public static SpanCount Of(IEnumerable<TokenRange> found, IEnumerable<TokenRange> marked)
    {
        var (left, right) = (found.ToHashSet(), marked.ToHashSet());
        return new(left.Count(right.Contains), left.Count, right.Count);
    }

    public static SpanCount operator +(SpanCount left, SpanCount right) =>
        new(left.Right + right.Right, left.Found + right.Found, left.Marked + right.Marked);
}
