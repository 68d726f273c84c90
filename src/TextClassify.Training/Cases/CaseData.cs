namespace TextClassify.Training.Cases;

/// <summary>Posts to train and to choose on, cut into their sources.</summary>
/// <param name="Train">Posts to fit.</param>
/// <param name="Dev">Posts to choose on, set aside by <see cref="DevSplit"/>.</param>
/// <param name="Labels">The classes.</param>
internal sealed record CaseData(IReadOnlyList<CaseTexts> Train, IReadOnlyList<CaseTexts> Dev, Labels Labels)
{
    /// <exception cref="DataException">The file is unusable, or has too few rows or labels.</exception>
    public static CaseData Read(CaseRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var read = DataFile.Read(Path.Combine(folder, recipe.Train), "text", "label", cancellationToken);
        read.ThrowIfEmpty("train on");
        LabelledText[] rows = [.. read.Rows.Where(row => recipe.Labels?.Contains(row.Label) ?? true)];
        var labels = Labels.Of(rows);
        if (recipe.Labels?.Except(labels.Names, StringComparer.Ordinal).FirstOrDefault() is { } absent)
        {
            throw new DataException($"The recipe names the label '{absent}', which no row of {recipe.Train} has.");
        }

        var (train, dev) = DevSplit.Split(rows, recipe.DevShare);
        var names = recipe.Names();
        return dev.Count == 0
            ? throw new DataException($"{rows.Length} rows are too few to set any aside.")
            : new(Cut(train), Cut(dev), labels);

        CaseTexts[] Cut(IReadOnlyList<LabelledText> part) =>
            [.. part.Select(row => new CaseTexts(PostSources.Cut(row.Text, names), row.Label))];
    }
}

/// <param name="Texts">Of each source; empty where it is missing.</param>
/// <param name="Label">Of the case.</param>
internal sealed record CaseTexts(IReadOnlyList<string> Texts, string Label);
