namespace TextClassify.Inference.Batching;

/// <summary>How large a batch is.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Longest">Tokens of the longest.</param>
/// <param name="Real">Tokens of all of them.</param>
internal readonly record struct BatchSize(int Rows, int Longest, long Real)
{
    /// <summary>Tokens that are computed.</summary>
    public long Padded => (long)Rows * Longest;

    /// <summary>With a row more.</summary>
    public BatchSize With(int length) => new(Rows + 1, Math.Max(Longest, length), Real + length);
}
