namespace TextClassify.HiddenStates;

/// <summary>What the model says of tokens 1..t alone, for each t: T rows of growing length, run in blocks.</summary>
public static class PrefixPrediction
{
    /// <summary>Rows sent in one call; the forward pass splits them further by its own token budget.</summary>
    internal const int DefaultBlockRows = 64;

    /// <returns>[T, C] probabilities; the last row is the model's prediction.</returns>
    public static Task<float[]> ComputeAsync(
        IForwardPass model, ReadOnlyMemory<int> tokenIds, ScoreScale scale, CancellationToken cancellationToken) =>
        ComputeAsync(model, tokenIds, scale, DefaultBlockRows, cancellationToken);

    internal static async Task<float[]> ComputeAsync(
        IForwardPass model, ReadOnlyMemory<int> tokenIds, ScoreScale scale, int blockRows, CancellationToken cancellationToken)
    {
        int classes = model.Shape.Classes;
        float[] probabilities = new float[tokenIds.Length * classes];
        for (int start = 0; start < tokenIds.Length; start += blockRows)
        {
            var rows = new ReadOnlyMemory<int>[Math.Min(blockRows, tokenIds.Length - start)];
            for (int row = 0; row < rows.Length; row++)
            {
                rows[row] = tokenIds[..(start + row + 1)];
            }

            var batch = await model.RunAsync(rows, ForwardOutputs.Logits, cancellationToken).ConfigureAwait(false);
            for (int row = 0; row < rows.Length; row++)
            {
                scale.Write(batch.Results[row].Logits, probabilities.AsSpan((start + row) * classes, classes));
            }
        }

        return probabilities;
    }
}
