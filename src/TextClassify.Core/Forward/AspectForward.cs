using TextClassify.Text;

namespace TextClassify.Forward;

/// <summary>
/// An aspect model as a pass over rows that carry their aspect (<see cref="AspectMarks"/>), so that what works on a text's prediction works on an aspect's.
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
    /// The pass for rows made of one text. Where a row is as long as the text, tokens were replaced and none moved: the aspect stands where it stood, whatever
    /// stands there now.
    /// </summary>
    public AspectForward Within(int tokens, TokenRange aspect) => new(pass) { _terms = _terms, _text = (tokens, aspect) };

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var asked = new AspectRow[rows.Count];
        for (int row = 0; row < asked.Length; row++)
        {
            var (ids, aspect) = AspectMarks.Read(rows[row].Span);
            asked[row] = new AspectRow(ids, [_text is { } text && text.Tokens == ids.Length ? text.Aspect : aspect]);
        }

        var batch = await pass.RunAsync(asked, outputs, _terms, cancellationToken).ConfigureAwait(false);
        return new ForwardBatch(
            Array.ConvertAll(batch.Readings, static reading => reading.Fault is { } fault ? new ForwardResult { Logits = [], Fault = fault } : reading.Results[0]),
            batch.Queue,
            batch.Compute);
    }
}
