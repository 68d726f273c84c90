namespace TextClassify.Training.Augmenting;

/// <summary>Keeps rows that are for measuring out of augmentation: a copy of one in training would vouch for itself.</summary>
internal static class HeldRows
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "dev", "devel", "development", "valid", "validation", "val", "test", "testing", "held", "heldout", "held-out", "holdout",
    };

    /// <summary>By the file's name, and by each row's word for its part where there is one.</summary>
    /// <exception cref="DataException">It is such a file, or has such a row.</exception>
    public static void Refuse(string path, IReadOnlyList<LabelledText> rows)
    {
        string name = Path.GetFileName(path);
        string stem = name.Split('.')[0];
        if (Names.Contains(stem))
        {
            throw new DataException($"{name} is called {stem}, so it is taken for rows to measure on; augment takes training rows alone.");
        }

        foreach (var row in rows)
        {
            if (Names.Contains(row.FinerLabel))
            {
                throw new DataException(
                    $"{name}, line {row.Line}: the row is marked {row.FinerLabel.ToLowerInvariant()}; augment takes training rows alone, "
                    + "so leave out those that measure.");
            }
        }
    }
}
