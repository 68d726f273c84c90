using TextClassify.Forward;

namespace TextClassify.Training.Evaluation;

/// <summary>A split as the model reads it.</summary>
/// <param name="Rows">Texts with at least one token, in the order of the file.</param>
/// <param name="Texts">The rows' ids and spans.</param>
/// <param name="Labels">Indices of the rows' classes.</param>
internal sealed record EncodedSplit(IReadOnlyList<LabelledText> Rows, IReadOnlyList<EncodedText> Texts, int[] Labels)
{
    // Large enough to fill the processor, small enough for a few megabytes of states.
    private const int BatchRows = 64;

    public static EncodedSplit Encode(IEnumerable<LabelledText> rows, IReadOnlyList<string> labels, ITextEncoder encoder)
    {
        var encoded = rows.Select(row => (Row: row, Text: encoder.Encode(row.Text))).Where(pair => pair.Text.Length > 0).ToArray();
        return new EncodedSplit(
            [.. encoded.Select(pair => pair.Row)],
            [.. encoded.Select(pair => pair.Text)],
            [.. encoded.Select(pair => IndexOf(labels, pair.Row.Label))]);
    }

    /// <summary>Runs the split in batches of similar length and gives the results in the order of the rows.</summary>
    public async Task<ForwardResult[]> RunAsync(IForwardPass model, ForwardOutputs outputs, CancellationToken cancellationToken)
    {
        var results = new ForwardResult[Texts.Count];
        foreach (int[] batch in Batches())
        {
            var answer = await model.RunAsync([.. batch.Select(row => Texts[row].Ids)], outputs, cancellationToken);
            for (int i = 0; i < batch.Length; i++)
            {
                results[batch[i]] = answer.Results[i];
            }
        }

        return results;
    }

    public async Task<LabelledLogits> ScoreAsync(IForwardPass model, CancellationToken cancellationToken)
    {
        var results = await RunAsync(model, ForwardOutputs.Logits, cancellationToken);
        return new LabelledLogits(model.Shape.Classes, [.. results.SelectMany(result => result.Logits)], Labels);
    }

    /// <summary>Row numbers of each batch; the shortest texts first, so that little is padding.</summary>
    public IEnumerable<int[]> Batches() =>
        Enumerable.Range(0, Texts.Count).OrderBy(row => Texts[row].Length).ThenBy(row => row).Chunk(BatchRows);

    private static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        int index = labels.ToList().IndexOf(label);
        return index >= 0 ? index : throw new DataException($"The split has the label '{label}', which the model lacks.");
    }
}
