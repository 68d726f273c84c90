using TextClassify.Numerics;

namespace TextClassify.Training.Packaging;

/// <summary>Reference distributions of the development split.</summary>
internal static class ProfileBuilder
{
    private const int Digits = 6;

    public static ReferenceProfile Build(IReadOnlyList<EncodedText> texts, LabelledLogits split, ScoreScale scale)
    {
        double[] labels = new double[split.Classes], confidence = new double[ReferenceProfile.ConfidenceBins];
        for (int row = 0; row < split.Rows; row++)
        {
            double[] scores = Probabilities.Of(split.Row(row), scale);
            int label = Probabilities.ArgMax<double>(scores);
            labels[label]++;
            confidence[Math.Min((int)(scores[label] * confidence.Length), confidence.Length - 1)]++;
        }

        long read = texts.Sum(text => (long)text.Length);
        long unknown = texts.Sum(text => (long)text.Ids.Span.Count(Vocabulary.UnknownId));
        int[] counts = [.. texts.Select(text => text.TotalTokens).Order()];
        return new ReferenceProfile
        {
            SchemaVersion = ReferenceProfile.CurrentSchema,
            Texts = split.Rows,
            LabelShares = [.. labels.Select(count => Math.Round(count / split.Rows, Digits))],
            ConfidenceShares = [.. confidence.Select(count => Math.Round(count / split.Rows, Digits))],
            TokenCountDeciles =
                [.. Enumerable.Range(0, 11).Select(decile => counts[Math.Max(0, (((counts.Length * decile) + 9) / 10) - 1)])],
            UnknownTokenShare = Math.Round((double)unknown / read, Digits),
        };
    }
}
