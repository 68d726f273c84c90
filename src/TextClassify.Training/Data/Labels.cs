namespace TextClassify.Training.Data;

/// <summary>The classes of a data set: distinct labels in ordinal order, so that the same data give the same class numbers.</summary>
internal sealed class Labels
{
    /// <summary>More classes than this is taken for a wrong column.</summary>
    public const int Most = 1_000;

    // Small sets to try things out with may have two labels in three rows; twenty labels in thirty rows are names or numbers.
    private const int FewLabels = 20;
    private const double MostShare = 0.5;

    private readonly Dictionary<string, int> _indices;

    private Labels(string[] names)
    {
        Names = names;
        _indices = names.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> Names { get; }

    public int Count => Names.Count;

    /// <summary>A row may have several of them, or none.</summary>
    public bool HasSets { get; private init; }

    /// <exception cref="DataException">Fewer than two labels, more than <see cref="Most"/>, or one for almost every row.</exception>
    public static Labels Of(IEnumerable<LabelledText> rows)
    {
        string[] all = [.. rows.Select(row => row.Label)];
        var labels = OfNames(all);
        return labels.Count > FewLabels && labels.Count > MostShare * all.Length
            ? throw new DataException(
                $"{all.Length} rows have {labels.Count} different labels, too few rows of each to learn; is this the label column?")
            : labels;
    }

    /// <summary>Of rows that may have several, or none.</summary>
    /// <exception cref="DataException">Fewer than two labels, more than <see cref="Most"/>, or one for almost every row.</exception>
    public static Labels OfSets(IReadOnlyCollection<LabelledText> rows)
    {
        string[] all = [.. rows.SelectMany(row => LabelSet.LabelsOf(row.Label))];
        string[] names = [.. all.Distinct(StringComparer.Ordinal)];
        return names.Length < 2
            ? throw new DataException(
                $"The rows have {names.Length} different labels; a classifier of several labels a row needs at least two.")
            : names.Length > FewLabels && names.Length > MostShare * all.Length
            ? throw new DataException(
                $"{rows.Count} rows have {names.Length} different labels, too few rows of each to learn; is the sign between labels right?")
            : new Labels([.. OfNames(names).Names]) { HasSets = true };
    }

    /// <exception cref="DataException">Fewer than two labels, or more than <see cref="Most"/>.</exception>
    public static Labels OfNames(IEnumerable<string> labels)
    {
        string[] names = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        return names.Length switch
        {
            0 => throw new DataException("There is no row to train on."),
            1 => throw new DataException($"Every row has the label '{names[0]}'; a classifier needs at least two labels."),
            > Most => throw new DataException(
                $"The rows have {names.Length} different labels, and {Most} is the limit; is this the label column?"),
            _ => new Labels(names),
        };
    }

    /// <exception cref="DataException">A row's label is not among these.</exception>
    public void ThrowIfUnknown(IEnumerable<LabelledText> rows, string file)
    {
        foreach (var row in rows)
        {
            if ((HasSets ? LabelSet.LabelsOf(row.Label) : [row.Label]).FirstOrDefault(label => !_indices.ContainsKey(label)) is { } unknown)
            {
                throw new DataException(
                    $"{file} has the label '{unknown}', which the training rows lack; they have {string.Join(", ", Names.Take(20))}.");
            }
        }
    }

    /// <summary>The indices of labels that are all among these.</summary>
    public int[] IndicesOf(IEnumerable<string> labels) => [.. labels.Select(label => _indices[label])];
}
