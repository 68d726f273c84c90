namespace TextClassify.Api.Classify;

/// <summary>Labels the aspects of encoded inputs. Every text is read once, however many of its aspects are asked about.</summary>
internal sealed class AspectClassifier(ITextClassifier model, IAspectPass pass, AnswerForm form)
{
    /// <param name="inputs">Each with a text.</param>
    /// <param name="outputs">Of an aspect.</param>
    /// <param name="terms">How the call waits.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>With what the model said of each text that was asked about as one; null of the others.</returns>
    public async Task<(ClassifyResult[] Results, ForwardResult?[] Raw, TimeSpan Queue, TimeSpan Compute)> ClassifyAsync(
        List<EncodedInput> inputs, ForwardOutputs outputs, ForwardTerms terms, CancellationToken cancellationToken)
    {
        var batch = await pass.RunAsync(
            inputs.ConvertAll(input => new AspectRow(input.Text!.Ids, input.Aspects)), outputs, terms, cancellationToken);
        return (
            [.. inputs.Select((input, i) => Result(input, batch.Readings[i]))],
            [.. batch.Readings.Select(reading => reading is { Fault: null, Results: [var one] } ? one : null)],
            batch.Queue,
            batch.Compute);
    }

    private ClassifyResult Result(EncodedInput input, AspectReading reading)
    {
        if (reading.Fault is { } fault)
        {
            return Classifier.Result(model, input, new ForwardResult { Logits = [], Fault = fault }, form);
        }

        if (input.Item.Aspects is not { } choice)
        {
            return Classifier.Result(model, input, reading.Results[0], form);
        }

        var aspects = new AspectResult[reading.Aspects.Count];
        for (int i = 0; i < aspects.Length; i++)
        {
            var one = Classifier.Result(model, input, reading.Results[i], form);
            if (one.Error is not null)
            {
                return one;
            }

            var (start, end) = Place(input, choice.Spans?[i], reading.Aspects[i]);
            aspects[i] = new AspectResult(start, end, input.Item.Text[start..end], one.Label!, one.Score!.Value, one.Scores!, one.Evidence);
        }

        return new ClassifyResult
        {
            Id = input.Item.Id,
            Aspects = aspects,
            UnknownShare = Classifier.UnknownShareOf(input.Text!),
            TokenCount = input.Text!.TotalTokens,
            Truncated = input.Text.Truncated,
        };
    }

    private static (int Start, int End) Place(EncodedInput input, AspectSpan? asked, Text.TokenRange found)
    {
        var tokens = input.Text!.Tokens.Span;
        return asked is null ? (tokens[found.Start].Start, tokens[found.End - 1].End) : (asked.Start, asked.End);
    }
}
