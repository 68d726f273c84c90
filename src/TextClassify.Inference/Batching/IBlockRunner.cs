namespace TextClassify.Inference.Batching;

/// <summary>Runs one block of rows on a model. Safe for concurrent use.</summary>
internal interface IBlockRunner
{
    /// <summary>
    /// Writes the result of every row to its place in <paramref name="results"/>, or throws and has written none that counts.
    /// </summary>
    /// <param name="rows">Token ids, at least one each; not read after the call.</param>
    /// <param name="longest">Tokens of the longest row.</param>
    /// <param name="outputs">What the results hold.</param>
    /// <param name="results">One a row.</param>
    /// <exception cref="ObjectDisposedException">The model was released.</exception>
    void Run(ReadOnlySpan<ReadOnlyMemory<int>> rows, int longest, ForwardOutputs outputs, Span<ForwardResult> results);
}
