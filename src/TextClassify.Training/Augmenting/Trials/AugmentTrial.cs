using System.Numerics.Tensors;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Classifier;
using TextClassify.Training.Pairing;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Teaching;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>
/// Whether edited texts help on a file: trainings as <c>train --csv</c> has them on few of its rows, with and without, at equal numbers of
/// steps, measured on rows that neither saw.
/// </summary>
/// <param name="rows">All there are.</param>
/// <param name="options">How texts are edited.</param>
/// <param name="start">What nets start from; null for random numbers.</param>
/// <param name="words">That may stand for each other.</param>
/// <param name="time">Measures the trainings.</param>
internal sealed class AugmentTrial(
    IReadOnlyList<LabelledText> rows, TextOptions options, Base? start, NearWords? words, TimeProvider time)
{
    /// <summary>What is compared.</summary>
    public static readonly IReadOnlyList<string> Arms = ["none", "random", "levenshtein"];

    private const int MostHeld = 1_000;
    private const int LeastHeld = 50;

    private readonly Labels _labels = Labels.Of(rows);

    /// <summary>Sizes that leave rows to measure on.</summary>
    public IReadOnlyList<int> SizesOf(IEnumerable<int> asked) => [.. asked.Where(size => rows.Count - Drawn(size) >= LeastHeld)];

    /// <summary>One draw of rows, all arms.</summary>
    /// <returns>Of each held row its class and what each arm says.</returns>
    public async Task<IReadOnlyList<TrialRow>> RunAsync(int size, int seed, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        new Random(seed).Shuffle(order);
        var (drawn, left) = Draw(order, size);
        var (train, dev) = DevSplit.Split(drawn, OwnData.Recipe("trial", "trial", "text", "label").DevShare);
        var seen = drawn.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        LabelledText[] held = [.. left.Where(row => !seen.Contains(row.Text)).Take(MostHeld)];
        var said = new List<int[]>();
        int[] truth = [];
        foreach (string arm in Arms)
        {
            var logits = await TrainAsync(arm, train, dev, held, seed, cancellationToken);
            truth = logits.Labels;
            said.Add([.. Enumerable.Range(0, logits.Rows).Select(row => TensorPrimitives.IndexOfMax(logits.Row(row)))]);
        }

        return [.. truth.Select((label, row) => new TrialRow(label, said[0][row], said[1][row], said[2][row]))];
    }

    /// <summary>All draws of a size.</summary>
    public TrialSize Sum(int size, IReadOnlyList<TrialRow> all, CancellationToken cancellationToken) => new(
        size,
        all.Count,
        [
            all.Average(row => row.Label == row.None ? 1 : 0),
            all.Average(row => row.Label == row.Random ? 1 : 0),
            all.Average(row => row.Label == row.Chosen ? 1 : 0),
        ],
        Compare([.. all.Select(row => new PairedRow(row.Label, row.None, row.Chosen))], cancellationToken),
        Compare([.. all.Select(row => new PairedRow(row.Label, row.Random, row.Chosen))], cancellationToken));

    private PairedComparison Compare(PairedRow[] pairs, CancellationToken cancellationToken) =>
        PairedComparison.Of(pairs, _labels.Count, new Random(1), cancellationToken);

    private async Task<LabelledLogits> TrainAsync(
        string arm,
        IReadOnlyList<LabelledText> train,
        IReadOnlyList<LabelledText> dev,
        LabelledText[] held,
        int seed,
        CancellationToken cancellationToken)
    {
        var recipe = OwnData.Recipe("trial", "trial", "text", "label");
        var choices = new OwnDataChoices(null, IsQuick: false, IsBalanced: false);
        int epochs = OwnData.Fit(recipe, new(train, dev, _labels, []), choices).Training.Epochs;
        var more = arm == Arms[0] ? train : await WithEditsAsync(arm, train, seed, cancellationToken);

        // As many steps with edits as without.
        int equal = Math.Max(1, (int)Math.Round((double)epochs * train.Count / more.Count));
        var training = new FoldTraining(
            recipe, choices, rows, _labels, start, new RunSource("trial", Vectors: null, seed, Threads: 1), time);
        return training.Judge(more, dev, held, choices with { Epochs = equal }, cancellationToken).Logits;
    }

    private async Task<IReadOnlyList<LabelledText>> WithEditsAsync(
        string arm, IReadOnlyList<LabelledText> train, int seed, CancellationToken cancellationToken)
    {
        var choice = arm == Arms[1] ? TextChoice.Random : TextChoice.Levenshtein;
        var augmented = await AugmentedRows.OfAsync(train, options with { Choice = choice, Seed = seed }, words, cancellationToken);
        return [.. train, .. train.SelectMany((row, i) => augmented.Of(i).Select(edited => row with { Text = edited.Text }))];
    }

    private int Drawn(int size) => rows.CountBy(row => row.Label, StringComparer.Ordinal).Sum(label => Math.Min(size, label.Value));

    private (List<LabelledText> Drawn, List<LabelledText> Left) Draw(int[] order, int size)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var (drawn, left) = (new List<LabelledText>(), new List<LabelledText>());
        foreach (int row in order)
        {
            int count = counts[rows[row].Label] = counts.GetValueOrDefault(rows[row].Label) + 1;
            (count <= size ? drawn : left).Add(rows[row]);
        }

        return (drawn, left);
    }
}

/// <summary>A held row: its class, and what the arms say.</summary>
internal readonly record struct TrialRow(int Label, int None, int Random, int Chosen);
