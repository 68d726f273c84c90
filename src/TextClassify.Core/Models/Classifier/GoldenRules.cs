namespace TextClassify.Models.Classifier;

/// <summary>What must hold inside <see cref="ModelManifest.GoldenFile"/> before any text is run.</summary>
internal static class GoldenRules
{
    // Scores are written as rounded decimals.
    private const double SumTolerance = 1e-3;

    /// <param name="texts">The file's.</param>
    /// <param name="labels">How many the manifest has.</param>
    /// <param name="independent">Scores need not add up to 1.</param>
    /// <param name="checkOwn">What is wrong with what the kind keeps in a text, given its index.</param>
    public static PackageRefusal? Check(
        IReadOnlyList<GoldenText> texts, int labels, bool independent, Func<GoldenText, int, string?> checkOwn)
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

            if (checkOwn(text, index) is { } reason)
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

            if (!independent && Math.Abs(sum - 1) > SumTolerance)
            {
                return Refuse($"has scores that add up to {sum} at index {index}; they must add up to 1.");
            }
        }

        return null;
    }

    private static PackageRefusal Refuse(string reason) => new(ModelManifest.GoldenFile, reason);
}
