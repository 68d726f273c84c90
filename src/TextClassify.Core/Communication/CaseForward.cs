namespace TextClassify.Communication;

/// <summary>
/// A model of several sources as a pass over rows that carry their sources (<see cref="CaseMarks"/>), so that what works on a text's
/// prediction works on a case's. A row without marks is a case of one source.
/// </summary>
/// <param name="pass">The model.</param>
/// <param name="textRole">The source that a plain text is.</param>
public sealed class CaseForward(ICasePass pass, int textRole) : IForwardPass
{
    private ForwardTerms _terms = new(ForwardLane.Bulk);

    public ForwardShape Shape => pass.Shape;

    public ReadOnlyMemory<float> Bias => pass.Bias;

    public IForwardPass Under(ForwardTerms terms) => new CaseForward(pass, textRole) { _terms = terms };

    public async Task<ForwardBatch> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> rows, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var cases = new CaseRow[rows.Count];
        for (int row = 0; row < cases.Length; row++)
        {
            var sources = CaseMarks.Read(rows[row].Span, textRole);
            cases[row] = new CaseRow(sources, [CaseVariant.Full(sources.Length, pass.Rounds)]);
        }

        bool evidence = outputs.HasFlag(ForwardOutputs.Evidence);
        var answers = await pass.RunAsync(cases, evidence, _terms, cancellationToken).ConfigureAwait(false);
        return new ForwardBatch(
            Array.ConvertAll(
                answers.Readings,
                reading => reading.Fault is { } fault
                    ? new ForwardResult { Logits = [], Fault = fault }
                    : new ForwardResult
                    {
                        Logits = reading.Answers[0].Logits,
                        Evidence = evidence ? Joined(reading.Tokens) : [],
                    }),
            answers.Queue,
            answers.Compute);
    }

    private static float[] Joined(float[][] tokens)
    {
        int length = 0;
        foreach (float[] part in tokens)
        {
            length += part.Length;
        }

        float[] all = new float[length];
        length = 0;
        foreach (float[] part in tokens)
        {
            part.CopyTo(all, length);
            length += part.Length;
        }

        return all;
    }
}
