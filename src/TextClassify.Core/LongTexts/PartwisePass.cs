namespace TextClassify.LongTexts;

/// <summary>
/// Runs a model over texts of any length: longer ones in parts (<see cref="TextParts"/>), whose logits are averaged, each part counting by
/// its tokens. Evidence is averaged alike, so that a logit of the whole text is still the bias and the sum of the tokens' evidence.
/// </summary>
/// <param name="pass">Runs the parts.</param>
/// <param name="most">Tokens it can read.</param>
/// <param name="sentenceEnds">Ids of the tokens that end a sentence.</param>
public sealed class PartwisePass(IForwardPass pass, int most, int[] sentenceEnds)
{
    private const ForwardOutputs Averaged = ForwardOutputs.Logits | ForwardOutputs.Evidence;

    /// <summary>Results in the order of the texts, and in how many parts each was read.</summary>
    /// <param name="texts">Ids, each at least one.</param>
    /// <param name="outputs">Logits and evidence alone have a mean over parts.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <remarks>Fails as <see cref="IForwardPass.RunAsync"/> does. A text has the fault of its first part that has one.</remarks>
    public async Task<(ForwardBatch Batch, int[] Parts)> RunAsync(
        IReadOnlyList<ReadOnlyMemory<int>> texts, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(outputs & ~Averaged, ForwardOutputs.Logits);
        var rows = new List<ReadOnlyMemory<int>>(texts.Count);
        int[] parts = new int[texts.Count];
        for (int text = 0; text < parts.Length; text++)
        {
            int start = 0;
            foreach (int end in TextParts.EndsOf(texts[text].Span, most, sentenceEnds))
            {
                rows.Add(texts[text][start..end]);
                start = end;
                parts[text]++;
            }
        }

        var batch = await pass.RunAsync(rows, outputs, cancellationToken).ConfigureAwait(false);
        var results = new ForwardResult[parts.Length];
        int first = 0;
        for (int text = 0; text < parts.Length; text++)
        {
            var own = new ArraySegment<ForwardResult>(batch.Results, first, parts[text]);
            results[text] = own.Count == 1 ? own[0] : Mean(own, rows, first, texts[text].Length);
            first += parts[text];
        }

        return (batch with { Results = results }, parts);
    }

    private static ForwardResult Mean(
        ArraySegment<ForwardResult> parts, List<ReadOnlyMemory<int>> rows, int first, int tokens)
    {
        int classes = 0, evidence = 0;
        foreach (var part in parts)
        {
            if (part.Fault is not null)
            {
                return part;
            }

            classes = part.Logits.Length;
            evidence += part.Evidence.Length;
        }

        var mean = new ForwardResult { Logits = new float[classes], Evidence = new float[evidence] };
        int filled = 0;
        for (int i = 0; i < parts.Count; i++)
        {
            float share = (float)rows[first + i].Length / tokens;
            TensorPrimitives.MultiplyAdd(parts[i].Logits, share, mean.Logits, mean.Logits);
            TensorPrimitives.Multiply(parts[i].Evidence, share, mean.Evidence.AsSpan(filled));
            filled += parts[i].Evidence.Length;
        }

        return mean;
    }
}
