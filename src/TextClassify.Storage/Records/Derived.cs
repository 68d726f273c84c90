namespace TextClassify.Storage.Records;

/// <summary>
/// Columns that others tell for nearly all predictions, and that files keep for the rest: the label is the likeliest one but where labels
/// don't exclude one another, and few texts are longer than what is read of them.
/// </summary>
internal static class Derived
{
    /// <summary>As files have them: null where the others tell.</summary>
    public const string Kept = """
        CASE WHEN confidence <> list_max(scores) THEN confidence END AS confidence, CASE WHEN read <> tokens THEN read END AS read
        """;

    /// <summary>As they were; the same of files of an earlier program, which have all.</summary>
    public const string Whole = "coalesce(confidence, list_max(scores)) AS confidence, coalesce(read, tokens) AS read";
}
