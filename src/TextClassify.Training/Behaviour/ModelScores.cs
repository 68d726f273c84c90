using TextClassify.Forward;
using TextClassify.Numerics;

namespace TextClassify.Training.Behaviour;

/// <summary>Scores of texts by the graph that ships.</summary>
internal static class ModelScores
{
    /// <summary>A function for <see cref="SuiteRun"/>.</summary>
    /// <param name="forward">The model.</param>
    /// <param name="encoder">What it reads of a text.</param>
    /// <param name="labels">Its classes.</param>
    /// <param name="scale">How logits become scores.</param>
    public static Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<double[]>>> Of(
        IForwardPass forward, ITextEncoder encoder, IReadOnlyList<string> labels, ScoreScale scale) =>
        Of((split, token) => split.ScoreAsync(forward, token), encoder, labels, scale);

    /// <summary>The same of what gives a split's logits.</summary>
    public static Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<double[]>>> Of(
        Func<EncodedSplit, CancellationToken, Task<LabelledLogits>> score,
        ITextEncoder encoder,
        IReadOnlyList<string> labels,
        ScoreScale scale) => async (texts, token) =>
    {
        // The label is needed by a split, and read by nobody.
        var split = EncodedSplit.Encode(texts.Select(text => new LabelledText(text, labels[0])), labels, encoder);
        if (split.Rows.Count < texts.Count)
        {
            throw new DataException($"{texts.Count - split.Rows.Count} of a suite's {texts.Count} texts have no token.");
        }

        var logits = await score(split, token);
        return [.. Enumerable.Range(0, logits.Rows).Select(row => Probabilities.Of(logits.Row(row), scale))];
    };
}
