namespace TextClassify.Models;

/// <summary>What must hold inside <see cref="ReferenceCorpus"/>.</summary>
internal static class CorpusRules
{
    public static PackageRefusal? Check(ReferenceCorpus corpus, ModelManifest manifest)
    {
        int labels = manifest.Labels.Count;
        string? reason = corpus.SchemaVersion != ReferenceCorpus.CurrentSchema
                ? $"has schema version {corpus.SchemaVersion}; this build reads {ReferenceCorpus.CurrentSchema}."
            : corpus.ModelSha256 != ModelDigest.Of(manifest)
                ? $"was made from the model {corpus.ModelSha256} and this is {ModelDigest.Of(manifest)}; build it again with 'map build'."
            : corpus.Texts.Count < 1 || corpus.Rows < corpus.Texts.Count
                ? $"counts {corpus.Rows} texts and holds {corpus.Texts.Count}; it must hold at least 1 and at most those it counts."
            : CheckConfusion(corpus, labels) ?? CheckTexts(corpus.Texts, labels);
        return reason is null ? null : new PackageRefusal(ReferenceCorpus.FileName, reason);
    }

    private static string? CheckConfusion(ReferenceCorpus corpus, int labels)
    {
        long sum = 0;
        bool square = corpus.Confusion.Count == labels;
        foreach (var row in corpus.Confusion)
        {
            // The serializer takes null in a list, whatever the list's type says.
            square &= row?.Count == labels;
            foreach (int count in row ?? [])
            {
                square &= count >= 0;
                sum += count;
            }
        }

        return !square ? $"has a confusion matrix that is not {labels} by {labels} counts."
            : sum != corpus.Rows ? $"has a confusion matrix of {sum} texts where it counts {corpus.Rows}."
            : null;
    }

    private static string? CheckTexts(IReadOnlyList<CorpusText> texts, int labels)
    {
        for (int index = 0; index < texts.Count; index++)
        {
            var text = texts[index];
            if (text is null || string.IsNullOrWhiteSpace(text.Text))
            {
                return $"has an empty text at index {index}.";
            }

            if ((uint)text.Label >= (uint)labels || (uint)text.Prediction >= (uint)labels || !(text.Score is >= 0 and <= 1))
            {
                return $"has label {text.Label}, prediction {text.Prediction} and score {text.Score} at index {index}; labels go from 0 "
                    + $"to {labels - 1} and scores from 0 to 1.";
            }
        }

        return null;
    }
}
