using TextClassify.Training.Data.Columns;
using TextClassify.Training.Molecules;
using TextClassify.Training.Sources;

namespace TextClassify.Training.Classifier;

/// <summary>The rows a recipe trains and chooses on. Held-out rows are read by <see cref="ReadTest"/> alone.</summary>
/// <param name="Train">Rows to fit.</param>
/// <param name="Dev">Rows to choose on: the recipe's own, or set aside from the training files by <see cref="DevSplit"/>.</param>
/// <param name="Labels">The classes.</param>
/// <param name="BadRows">Rows left out of both.</param>
internal sealed record RecipeData(
    IReadOnlyList<LabelledText> Train, IReadOnlyList<LabelledText> Dev, Labels Labels, IReadOnlyList<BadRow> BadRows)
{
    /// <inheritdoc cref="DataSet.Notes"/>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Reads the files, which are relative to <paramref name="folder"/> unless rooted.</summary>
    /// <exception cref="DataException">A file is unusable, labels are too few, or development has a label that training lacks.</exception>
    public static RecipeData Read(Recipe recipe, string folder, CancellationToken cancellationToken = default)
    {
        if (recipe.Sources.Count > 0)
        {
            return ReadSources(recipe, folder, cancellationToken);
        }

        var train = DataSet.Concat(
            [.. recipe.Train.Select(file => ReadFile(recipe, folder, file, cancellationToken, recipe.FinerLabelColumn))]);
        train.ThrowIfEmpty("train on");
        var labels = train.HasLabelSets ? Labels.OfSets(train.Rows) : Labels.Of(train.Rows);
        IReadOnlyList<string> notes =
            [.. train.Notes, .. train.HasLabelSets ? LabelNotes.OfSets(train.Rows) : LabelNotes.Of(train.Rows)];
        if (recipe.Dev is null)
        {
            var (fit, held) = DevSplit.Split(train.Rows, recipe.DevShare, labels.HasSets ? LabelSet.RarestOf(train.Rows) : null);

            return held.Count > 0
                ? new(fit, held, labels, train.BadRows) { Notes = notes }
                : throw new DataException(
                    $"{train.Rows.Count} rows are {TextCount(train.Rows)} different texts with {labels.Count} labels, too few to "
                    + "set development rows aside: rows of one text stay together, so add texts or take repeated rows out.");
        }

        var dev = ReadFile(recipe, folder, recipe.Dev, cancellationToken);
        dev.ThrowIfEmpty("choose on");
        labels.ThrowIfUnknown(dev.Rows, recipe.Dev);

        return new(train.Rows, dev.Rows, labels, [.. train.BadRows, .. dev.BadRows]) { Notes = [.. notes, .. dev.Notes] };
    }

    /// <summary>Different texts of the rows.</summary>
    public static int TextCount(IEnumerable<LabelledText> rows) => rows.Select(row => row.Text).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The held-out rows, for <c>evaluate --split test</c> and nothing else.</summary>
    /// <exception cref="DataException">The recipe names no test file, or it is unusable.</exception>
    public static DataSet ReadTest(Recipe recipe, string folder, CancellationToken cancellationToken = default) =>
        recipe.Test is null
            ? throw new DataException($"The recipe '{recipe.Name}' names no test file.")
            : ReadFile(recipe, folder, recipe.Test, cancellationToken);

    private static RecipeData ReadSources(Recipe recipe, string folder, CancellationToken cancellationToken)
    {
        var (fit, choose, read) = SourceReader.Read(recipe.Sources, folder, recipe.DevShare, cancellationToken);
        var labels = Labels.Of(fit);
        labels.ThrowIfUnknown(choose, "a source to choose on");
        if (recipe.Notation is not null)
        {
            (fit, choose) = (SmilesRows.Of(fit, "", out var bad), SmilesRows.Of(choose, "", out var unread));
            read = read with { BadRows = [.. read.BadRows, .. bad, .. unread] };
        }

        string path = Directory.GetCurrentDirectory();
        var made = recipe.Suites.SelectMany(suite => suite.Make(path)).ToArray();
        labels.ThrowIfUnknown(made, "a suite");
        return choose.Count == 0
            ? throw new DataException($"No source of the recipe '{recipe.Name}' is to choose on.")
            : new([.. fit, .. made], choose, labels, read.BadRows) { Notes = read.Notes };
    }

    private static DataSet ReadFile(
        Recipe recipe, string folder, string file, CancellationToken cancellationToken, string? finerLabelColumn = null) =>
        Noted(recipe, DataFile.Read(
            Path.Combine(folder, file),
            new DataColumns(recipe.TextColumn, recipe.LabelColumn)
            {
                FinerLabel = finerLabelColumn,
                LabelSeparator = recipe.LabelSeparator,
            },
            cancellationToken));

    private static DataSet Noted(Recipe recipe, DataSet data) => recipe.Notation is null ? data : SmilesRows.Of(data);
}
