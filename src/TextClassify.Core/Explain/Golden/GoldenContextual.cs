namespace TextClassify.Explain.Golden;

/// <summary>What <see cref="Models.GoldenText.FirstHalf"/> holds, for its writer and its reader.</summary>
public static class GoldenContextual
{
    /// <summary>The part of each logit that the first half of a text gives, and the part that the rest gives, [C] each.</summary>
    /// <param name="ids">At least one token.</param>
    /// <param name="model">The contextual pass.</param>
    /// <param name="cancellationToken">Seen before the run.</param>
    public static async Task<(float[] Beta, float[] Gamma)> OfAsync(
        ReadOnlyMemory<int> ids, IContextualPass model, CancellationToken cancellationToken)
    {
        var batch = await model.RunAsync(ids, [new Phrase(0, (ids.Length + 1) / 2)], cancellationToken).ConfigureAwait(false);
        return (batch.Beta, batch.Gamma);
    }
}
