using TextClassify.Forward;

namespace TextClassify.Training.Evaluation;

/// <summary>A split as the model reads it.</summary>
/// <param name="Rows">Texts with at least one token, in the order of the file.</param>
/// <param name="Texts">The rows' ids and spans.</param>
/// <param name="Labels">Indices of the rows' classes; of rows that may have several the first, or -1.</param>
internal sealed record EncodedSplit(IReadOnlyList<LabelledText> Rows, IReadOnlyList<EncodedText> Texts, int[] Labels)
{
    // Large enough to fill the processor, small enough for a few megabytes of states.
    private const int BatchRows = 64;

    /// <summary>[N,C], whether a row has the label, where it may have several; null where one label excludes the others.</summary>
    public bool[]? Targets { get; init; }

    /// <summary>With <paramref name="hasSets"/> of rows that may have several labels, or none.</summary>
    public static EncodedSplit Encode(
        IEnumerable<LabelledText> rows, IReadOnlyList<string> labels, ITextEncoder encoder, bool hasSets)
    {
        if (!hasSets)
        {
            return Encode(rows, labels, encoder);
        }

        var split = Encode(rows.Select(row => (row, LabelSet.LabelsOf(row.Label).FirstOrDefault())), labels, encoder);
        bool[] targets = new bool[split.Rows.Count * labels.Count];
        for (int row = 0; row < split.Rows.Count; row++)
        {
            foreach (string label in LabelSet.LabelsOf(split.Rows[row].Label))
            {
                targets[(row * labels.Count) + IndexOf(labels, label)] = true;
            }
        }

        return split with { Targets = targets };
    }

    public static EncodedSplit Encode(IEnumerable<LabelledText> rows, IReadOnlyList<string> labels, ITextEncoder encoder) =>
        Encode(rows.Select(row => (row, (string?)row.Label)), labels, encoder);

    private static EncodedSplit Encode(
        IEnumerable<(LabelledText Row, string? Label)> rows, IReadOnlyList<string> labels, ITextEncoder encoder)
    {
        var encoded = rows.Select(row => (row.Row, row.Label, Text: encoder.Encode(row.Row.Text)))
            .Where(entry => entry.Text.Length > 0).ToArray();
        return new EncodedSplit(
            [.. encoded.Select(pair => pair.Row)],
            [.. encoded.Select(pair => pair.Text)],
            [.. encoded.Select(pair => pair.Label is null ? -1 : IndexOf(labels, pair.Label))]);
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
        return Logits(model.Shape.Classes, [.. results.SelectMany(result => result.Logits)]);
    }

    /// <summary>What a model said of the rows.</summary>
    /// <param name="classes">C.</param>
    /// <param name="logits">[N,C].</param>
    public LabelledLogits Logits(int classes, float[] logits) => new(classes, logits, Labels) { Targets = Targets };

    /// <summary>Row numbers of each batch; the shortest texts first, so that little is padding.</summary>
    public IEnumerable<int[]> Batches() =>
        Enumerable.Range(0, Texts.Count).OrderBy(row => Texts[row].Length).ThenBy(row => row).Chunk(BatchRows);

    private static int IndexOf(IReadOnlyList<string> labels, string label)
    {
        int index = labels.ToList().IndexOf(label);
        return index >= 0 ? index : throw new DataException($"The split has the label '{label}', which the model lacks.");
    }
}
