namespace TextClassify.Training.Maps;

/// <summary>What the model says of the texts, for people to look through.</summary>
internal static class CorpusBuilder
{
    private const int ScoreDigits = 4;

    public static ReferenceCorpus Build(ModelManifest manifest, EncodedSplit split, LabelledLogits logits, IReadOnlyList<int> kept)
    {
        var matrix = new ConfusionMatrix(logits);
        int[] classes = [.. Enumerable.Range(0, matrix.Classes)];
        return new ReferenceCorpus
        {
            SchemaVersion = ReferenceCorpus.CurrentSchema,
            ModelSha256 = ModelDigest.Of(manifest),
            Rows = matrix.Rows,
            Confusion = [.. classes.Select(actual => classes.Select(predicted => matrix[actual, predicted]).ToArray())],
            Texts = [.. kept.Select(row => Describe(split, logits, row, manifest.Temperature))],
        };
    }

    private static CorpusText Describe(EncodedSplit split, LabelledLogits logits, int row, double temperature)
    {
        double[] scores = Probabilities.Softmax(logits.Row(row), temperature);
        int prediction = Probabilities.ArgMax<double>(scores);
        return new CorpusText(split.Rows[row].Text, split.Labels[row], prediction, Math.Round(scores[prediction], ScoreDigits));
    }
}
