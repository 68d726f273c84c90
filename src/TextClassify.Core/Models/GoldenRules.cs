namespace TextClassify.Models;

/// <summary>What must hold inside <see cref="ModelManifest.GoldenFile"/> before any text is run.</summary>
internal static class GoldenRules
{
    // Scores are written as rounded decimals.
    private const double SumTolerance = 1e-3;

    /// <param name="texts">The file's.</param>
    /// <param name="labels">How many the manifest has.</param>
    /// <param name="ofAspects">Whether the scores are about an aspect of the text.</param>
    public static PackageRefusal? Check(IReadOnlyList<GoldenText> texts, int labels, bool ofAspects)
    {
        if (texts.Count == 0)
        {
            return Refuse("has no text.");
        }

        for (int index = 0; index < texts.Count; index++)
        {
            var text = texts[index];
            if (text is null || string.IsNullOrWhiteSpace(text.Text))
            {
                return Refuse($"has an empty text at index {index}.");
            }

            if (text.Scores.Count != labels)
            {
                return Refuse($"has {text.Scores.Count} scores at index {index} where {ModelManifest.FileName} has {labels} labels.");
            }

            if (CheckAspects(text, index, ofAspects) is { } reason)
            {
                return Refuse(reason);
            }

            double sum = 0;
            foreach (double score in text.Scores)
            {
                if (!(score >= 0 && score <= 1))
                {
                    return Refuse($"has the score {score} at index {index}; a score lies between 0 and 1.");
                }

                sum += score;
            }

            if (Math.Abs(sum - 1) > SumTolerance)
            {
                return Refuse($"has scores that add up to {sum} at index {index}; they must add up to 1.");
            }
        }

        return null;
    }

    private static string? CheckAspects(GoldenText text, int index, bool ofAspects)
    {
        if (!ofAspects)
        {
            return text.Aspect is null && text.Tagged is null ? null : $"has an aspect at index {index} where {ModelManifest.FileName} is of a model without aspects.";
        }

        if (text.Aspect is not { } aspect || text.Tagged is not { } tagged)
        {
            return $"has no aspect or no tagged at index {index}; the text of an aspect model has both.";
        }

        int from = 0;
        foreach (var span in tagged)
        {
            if (span is null || span.Start < from || !Fits(text.Text, span))
            {
                return $"has {Words(span)} among tagged at index {index}; spans lie in the text of {text.Text.Length} UTF-16 code units and follow each other.";
            }

            from = span.End;
        }

        return Fits(text.Text, aspect) ? null : $"has {Words(aspect)} as aspect at index {index}, whose text has {text.Text.Length} UTF-16 code units.";
    }

    private static bool Fits(string text, GoldenSpan span) => span.Start >= 0 && span.End > span.Start && span.End <= text.Length;

    private static string Words(GoldenSpan? span) => span is null ? "null" : $"{span.Start} to {span.End}";

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
