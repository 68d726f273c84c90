using Spectre.Console;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Scores many rows with a display of the time that is left; few of them at once.</summary>
internal static class ScoredRows
{
    private const int Part = 2_048;

    public static async Task<LabelledLogits> ScoreAsync(
        ScoredModel model, EncodedSplit split, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        if (split.Rows.Count <= 2 * Part)
        {
            return await model.ScoreAsync(split, cancellationToken);
        }

        var logits = new List<float>(split.Rows.Count * model.Labels.Count);
        int[] starts = [.. Enumerable.Range(0, (split.Rows.Count + Part - 1) / Part).Select(part => part * Part)];
        await CountDisplay.RunAsync(console, "scoring", starts, async (start, token) =>
        {
            int end = Math.Min(start + Part, split.Rows.Count);
            var part = new EncodedSplit(
                [.. split.Rows.Skip(start).Take(end - start)], [.. split.Texts.Skip(start).Take(end - start)], split.Labels[start..end]);
            logits.AddRange((await model.ScoreAsync(part, token)).Logits);
        }, time, cancellationToken);
        return split.Logits(model.Labels.Count, [.. logits]);
    }
}
