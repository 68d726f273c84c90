using System.Numerics.Tensors;
using System.Security.Cryptography;
using System.Text.Json;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Classifier;
using TextClassify.Training.Pretraining;

namespace TextClassify.Training.Augmenting.Trials;

/// <summary>
/// Whether edited texts help on a file: trainings as <c>train --csv</c> has them on few of its rows, with and without, at equal numbers of
/// steps, measured on rows that neither saw.
/// </summary>
/// <param name="rows">All there are.</param>
/// <param name="options">How texts are edited.</param>
/// <param name="start">What nets start from; null for random numbers.</param>
/// <param name="words">That may stand for others.</param>
/// <param name="isQuick">Reads the rows about a third as often, as <c>train --csv --quick</c> does.</param>
/// <param name="time">Measures the trainings.</param>
internal sealed class AugmentTrial(
    IReadOnlyList<LabelledText> rows, TextOptions options, Base? start, OtherWords words, bool isQuick, TimeProvider time)
{
    private const int MostHeld = 1_000;
    private const int LeastHeld = 50;

    private readonly Labels _labels = Labels.Of(rows);

    /// <summary>Sizes that leave rows to measure on.</summary>
    public IReadOnlyList<int> SizesOf(IEnumerable<int> asked) => [.. asked.Where(size => rows.Count - Drawn(size) >= LeastHeld)];

    /// <summary>Tells this trial from those of other rows or other settings; sizes, draws and arms may differ.</summary>
    public string Name { get; } = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
        new { Rows = rows.Select(row => new[] { row.Text, row.Label }), options, HasBase = start is not null, isQuick },
        JsonSerializerOptions.Web)));

    /// <summary>Labels of the rows.</summary>
    public int Classes => _labels.Count;

    /// <summary>One draw of rows, all arms.</summary>
    public async Task<TrialDraw> RunAsync(int size, int seed, IReadOnlyList<TrialArm> arms, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        new Random(seed).Shuffle(order);
        var (drawn, left) = Draw(order, size);
        var (train, dev) = DevSplit.Split(drawn, OwnData.Recipe("trial", "trial", "text", "label").DevShare);
        var seen = drawn.Select(row => row.Text).ToHashSet(StringComparer.Ordinal);
        LabelledText[] held = [.. left.Where(row => !seen.Contains(row.Text)).Take(MostHeld)];
        var said = new Dictionary<string, int[]>(StringComparer.Ordinal);
        int[] truth = [];
        foreach (var arm in arms)
        {
            var logits = await TrainAsync(arm, train, dev, held, seed, cancellationToken);
            truth = logits.Labels;
            said[arm.Name] = [.. Enumerable.Range(0, logits.Rows).Select(row => TensorPrimitives.IndexOfMax(logits.Row(row)))];
        }

        return new(Name, size, seed, truth, said);
    }

    private async Task<LabelledLogits> TrainAsync(
        TrialArm arm,
        IReadOnlyList<LabelledText> train,
        IReadOnlyList<LabelledText> dev,
        LabelledText[] held,
        int seed,
        CancellationToken cancellationToken)
    {
        var recipe = OwnData.Recipe("trial", "trial", "text", "label");
        var choices = new OwnDataChoices(null, isQuick, IsBalanced: false);
        int epochs = OwnData.Fit(recipe, new(train, dev, _labels, []), choices).Training.Epochs;
        var more = arm.Choice is null ? train : await WithEditsAsync(arm, train, seed, cancellationToken);

        // As many steps with edits as without.
        int equal = Math.Max(1, (int)Math.Round((double)epochs * train.Count / more.Count));
        var training = new FoldTraining(
            recipe, choices, rows, _labels, start, new RunSource("trial", Vectors: null, seed, Threads: 1), time);
        return training.Judge(more, dev, held, choices with { Epochs = equal }, cancellationToken).Logits;
    }

    private async Task<IReadOnlyList<LabelledText>> WithEditsAsync(
        TrialArm arm, IReadOnlyList<LabelledText> train, int seed, CancellationToken cancellationToken)
    {
        var augmented = await AugmentedRows.OfAsync(train, arm.Of(options, seed), words, cancellationToken);
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
