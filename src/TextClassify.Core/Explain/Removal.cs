namespace TextClassify.Explain;

/// <summary>Takes tokens out of a text.</summary>
internal static class Removal
{
    /// <summary>What stands against the rule of a request: the mask, where the model has none.</summary>
    public static ParameterFault? Check(ExplanationQuery request) =>
        request.Text.Special.Mask is null
        && request.Parameters.All.GetValueOrDefault(SharedParameters.BaselineName) is SharedParameters.Mask
            ? new ParameterFault(SharedParameters.BaselineName, "baseline is mask; the model has no such token.")
            : null;

    /// <summary>Writes the text without the tokens marked.</summary>
    /// <param name="ids">[T].</param>
    /// <param name="special">Of the text's model.</param>
    /// <param name="removed">[T], true where a token goes.</param>
    /// <param name="rule">What stands in its place.</param>
    /// <param name="row">[T]; written from its start.</param>
    /// <returns>The tokens written; none when every token was deleted.</returns>
    public static int WriteRow(
        ReadOnlySpan<int> ids, SpecialIds special, ReadOnlySpan<bool> removed, RemovalRule rule, Span<int> row)
    {
        int? substitute = Substitute(rule, special);
        int length = 0;
        for (int token = 0; token < ids.Length; token++)
        {
            if (!removed[token])
            {
                row[length++] = ids[token];
            }
            else if (substitute is { } id)
            {
                row[length++] = id;
            }
        }

        return length;
    }

    /// <summary>The id that stands for a token taken out; null when nothing does.</summary>
    public static int? Substitute(RemovalRule rule, SpecialIds special) => rule switch
    {
        RemovalRule.Unk => special.Unknown,
        RemovalRule.Pad => special.Pad,
        RemovalRule.Mask => special.Mask
            ?? throw new InvalidOperationException("The model has no mask; the request should have been refused."),
        _ => null,
    };
}
