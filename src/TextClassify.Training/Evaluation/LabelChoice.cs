namespace TextClassify.Training.Evaluation;

/// <summary>Measures a model on rows that have fewer labels than it knows, such as two of three.</summary>
internal static class LabelChoice
{
    /// <summary>The logits of the labels chosen, in their order; what is largest among these is what the model says.</summary>
    /// <exception cref="DataException">The model lacks one, they are fewer than two, or a row has another.</exception>
    public static (LabelledLogits Logits, IReadOnlyList<string> Labels) Among(
        LabelledLogits logits, IReadOnlyList<string> labels, IReadOnlyList<string> chosen)
    {
        if (logits.Targets is not null)
        {
            throw new DataException("--among is for a model of one label a text, and this one may give several.");
        }

        int[] columns = [.. chosen.Select(label => labels.ToList().IndexOf(label))];
        if (columns.Length < 2 || columns.Contains(-1))
        {
            throw new DataException(
                $"--among is {string.Join(", ", chosen)}; it must be two or more of the model's labels {string.Join(", ", labels)}.");
        }

        int[] rows = [.. logits.Labels.Select(label => Array.IndexOf(columns, label))];
        if (Array.IndexOf(rows, -1) is >= 0 and var row)
        {
            throw new DataException($"A row has the label '{labels[logits.Labels[row]]}', which --among leaves out.");
        }

        float[] values = [.. Enumerable.Range(0, logits.Rows).SelectMany(index => columns, (index, column) => logits.Row(index)[column])];
        return (new(columns.Length, values, rows), chosen);
    }
}
