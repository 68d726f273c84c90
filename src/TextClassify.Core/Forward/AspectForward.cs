namespace TextClassify.Forward;

/// <summary>
/// An aspect model as a pass over rows that carry their aspect (<see cref="AspectMarks"/>), so that what works on a text's prediction works
/// on an aspect's.
/// </summary>
/// <param name="pass">The model.</param>
public sealed class AspectForward(IAspectPass pass) : IForwardPass
{
    private ForwardTerms _terms = new(ForwardLane.Bulk);
    private (int Tokens, TokenRange Aspect)? _text;

    public ForwardShape Shape => pass.Shape;

    public ReadOnlyMemory<float> Bias => pass.Bias;

    public IForwardPass Under(ForwardTerms terms) => new AspectForward(pass) { _terms = terms, _text = _text };

    /// <summary>
    /// The pass for rows made of one text. Where a row is as long as the text, tokens were replaced and none moved: the aspect stands where
    /// it stood, whatever stands there now.
    /// </summary>
    /// <param name="tokens">The text's.</param>
    /// <param name="aspect">Its aspect.</param>
    public AspectForward Within(int tokens, TokenRange aspect) => new(pass) { _terms = _terms, _text = (tokens, aspect) };

    /// <summary>
    /// See <see cref="IForwardPass.RunAsync"/>. A row that lost all tokens of its aspect is run with the unknown word in their place, as
    /// something must be asked about; what such a result has for each token, it has for that word too.
    /// </summary>
    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var asked = new AspectRow[rows.Count];
        for (int row = 0; row < asked.Length; row++)
        {
            asked[row] = Read(rows[row].Span);
        }

        var batch = await pass.RunAsync(asked, outputs, _terms, cancellationToken).ConfigureAwait(false);
        return new ForwardBatch(
            Array.ConvertAll(
                batch.Readings,
                static reading => reading.Fault is { } fault ? new ForwardResult { Logits = [], Fault = fault } : reading.Results[0]),
            batch.Queue,
            batch.Compute);
    }

    private AspectRow Read(ReadOnlySpan<int> row)
    {
        var (ids, aspect) = AspectMarks.Read(row);
        return _text is { } text && text.Tokens == ids.Length ? new AspectRow(ids, [text.Aspect])
            : aspect.Length > 0 ? new AspectRow(ids, [aspect])
            : new AspectRow(
                (int[])[.. ids[..aspect.Start], Vocabulary.UnknownId, .. ids[aspect.Start..]], [aspect with { End = aspect.Start + 1 }]);
    }
}
