using TextClassify.Numerics;

namespace TextClassify.Training.Packaging;

/// <summary>Reference distributions of the development split.</summary>
internal static class ProfileBuilder
{
    private const int Digits = 6;

    // A development set says no more of a score, and there is one for each of its texts.
    private const int ScoreDigits = 4;

    public static ReferenceProfile Build(IReadOnlyList<EncodedText> texts, LabelledLogits split, ScoreScale scale)
    {
        double[] labels = new double[split.Classes], confidence = new double[ReferenceProfile.ConfidenceBins];
        var (right, wrong, own) = (new List<double>(), new List<double>(), new List<double>());
        for (int row = 0; row < split.Rows; row++)
        {
            double[] scores = Probabilities.Of(split.Row(row), scale);
            int label = Probabilities.ArgMax<double>(scores);
            labels[label]++;
            if (split.Targets is null)
            {
                own.Add(Math.Round(scores[split.Labels[row]], ScoreDigits));
                (label == split.Labels[row] ? right : wrong).Add(Math.Round(scores[label], ScoreDigits));
            }

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
            Scores = split.Targets is not null ? null : new()
            {
                Right = [.. right.Order()],
                Wrong = [.. wrong.Order()],
                Own = [.. own.Order()],
                UnknownWordShare = Math.Round(MostUnknown(texts), ScoreDigits),
            },
        };
    }

    /// <summary>The share of unknown words that one text in a hundred exceeds.</summary>
    private static double MostUnknown(IReadOnlyList<EncodedText> texts)
    {
        double[] shares = [.. texts.Select(text => (double)text.Ids.Span.Count(Vocabulary.UnknownId) / text.Length).Order()];
        return shares[Math.Max(0, (int)Math.Ceiling(0.99 * shares.Length) - 1)];
    }
}
