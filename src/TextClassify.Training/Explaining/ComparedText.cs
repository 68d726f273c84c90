namespace TextClassify.Training.Explaining;

/// <summary>A row as the model reads it.</summary>
/// <param name="Encoded">At least one token.</param>
/// <param name="Label">Index of its label; null where it has none that the model knows.</param>
/// <param name="Human">[T], tokens people marked; null where they marked none that the model reads.</param>
internal sealed record ComparedText(EncodedText Encoded, int? Label, bool[]? Human)
{
    /// <summary>Rows without a token are left out.</summary>
    public static IReadOnlyList<ComparedText> Encode(IEnumerable<RationaleRow> rows, IReadOnlyList<string> labels, ITextEncoder encoder)
    {
        var texts = new List<ComparedText>();
        foreach (var row in rows)
        {
            var encoded = encoder.Encode(row.Text);
            bool[] human = RationaleMarks.Of(encoded.Tokens.Span, row.Rationales);
            int label = labels.ToList().IndexOf(row.Label ?? "");
            if (encoded.Length > 0)
            {
                texts.Add(new ComparedText(encoded, label >= 0 ? label : null, human.Contains(true) ? human : null));
            }
        }

        return texts;
    }
}
