using TextClassify.Training.Augmenting;
using TextClassify.Training.Augmenting.Pairs;
using TextClassify.Training.Data.Columns;
using TextClassify.Translation;

namespace TextClassify.Training.Translation;

/// <summary>Pairs to train and to measure on.</summary>
/// <param name="Train">Of each pair its writings, one or more; an epoch reads one of each.</param>
/// <param name="Dev">As they are measured: SMILES in their canonical form, sources in the order of their texts.</param>
/// <param name="LeftOut">Rows that are too long or no SMILES.</param>
internal sealed record PairData(IReadOnlyList<IReadOnlyList<TextPair>> Train, IReadOnlyList<TextPair> Dev, int LeftOut)
{
    /// <exception cref="DataException">A file is unusable, or no pair is left.</exception>
    public static PairData Read(TranslatorRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var (rows, held) = Split(recipe, folder, cancellationToken);
        int leftOut = 0;
        var train = Written(recipe, rows, recipe.Writing.Choose, ref leftOut, cancellationToken);
        var measured = MeasuredOf(recipe, held, ref leftOut, cancellationToken);
        return train.Count == 0 || measured.Count == 0
            ? throw new DataException(
                $"{recipe.Train} leaves {train.Count} pairs to train on and {measured.Count} to measure on, {leftOut} being too long "
                + $"(maxSymbols is {recipe.MaxSymbols}) or no SMILES; each must be at least 1.")
            : new(train, measured, leftOut);
    }

    /// <summary>The recipe's development pairs alone, as they are measured.</summary>
    /// <exception cref="DataException">A file is unusable.</exception>
    public static IReadOnlyList<TextPair> ReadDev(TranslatorRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        int leftOut = 0;
        var held = recipe.Dev is { } dev
            ? ReadFile(recipe, Path.Combine(folder, dev), cancellationToken)
            : Split(recipe, folder, cancellationToken).Held;
        return MeasuredOf(recipe, held, ref leftOut, cancellationToken);
    }

    /// <summary>The pairs of a file as they are measured.</summary>
    /// <exception cref="DataException">The file is unusable.</exception>
    public static IReadOnlyList<TextPair> ReadMeasured(TranslatorRecipe recipe, string path, CancellationToken cancellationToken)
    {
        int leftOut = 0;
        return MeasuredOf(recipe, ReadFile(recipe, path, cancellationToken), ref leftOut, cancellationToken);
    }

    private static (IReadOnlyList<LabelledText> Rows, IReadOnlyList<LabelledText> Held) Split(
        TranslatorRecipe recipe, string folder, CancellationToken cancellationToken)
    {
        var rows = ReadFile(recipe, Path.Combine(folder, recipe.Train), cancellationToken);
        if (recipe.Dev is { } dev)
        {
            HeldRows.Refuse(recipe.Train, rows);
            return (rows, ReadFile(recipe, Path.Combine(folder, dev), cancellationToken));
        }

        // By nothing but chance: a target is no class.
        return DevSplit.Split(rows, recipe.DevShare, static _ => "");
    }

    private static IReadOnlyList<LabelledText> ReadFile(TranslatorRecipe recipe, string path, CancellationToken cancellationToken)
    {
        var columns = new DataColumns(recipe.SourceColumn, recipe.TargetColumn);
        var data = DataFile.Read(path, columns, cancellationToken);
        data.ThrowIfEmpty("translate");
        return data.Rows;
    }

    private static List<TextPair> MeasuredOf(
        TranslatorRecipe recipe, IReadOnlyList<LabelledText> rows, ref int leftOut, CancellationToken cancellationToken)
    {
        PairForm? form = recipe.Notation is TextNotation.Smiles ? PairForm.Canonical : null;
        return [.. Written(recipe, rows, form, ref leftOut, cancellationToken).Select(writings => writings[0])];
    }

    private static List<IReadOnlyList<TextPair>> Written(
        TranslatorRecipe recipe,
        IReadOnlyList<LabelledText> rows,
        PairForm? form,
        ref int leftOut,
        CancellationToken cancellationToken)
    {
        var writing = recipe.Writing;
        var canonical = new PairAugmenter(PairForm.Canonical, 1, 1, writing.Seed);
        var augmenter = form is { } chosen ? new PairAugmenter(chosen, writing.Pool, writing.Copies, writing.Seed) : null;
        var written = new List<IReadOnlyList<TextPair>>(rows.Count);
        for (int row = 0; row < rows.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var plain = new TextPair(rows[row].Text.Trim(), rows[row].Label);
            var pair = augmenter is null ? null : SmilesPair.Read(plain.Source, plain.Target, out _);

            // By the canonical form, so that every form of writing keeps the same pairs.
            var judged = pair is null ? plain : Plain(canonical.Augment(pair, row)[0]);
            if ((augmenter is not null && pair is null) || !Fits(judged))
            {
                leftOut++;
                continue;
            }

            written.Add(pair is null ? [plain] : [.. augmenter!.Augment(pair, row).Select(Plain)]);
        }

        return written;

        bool Fits(TextPair pair) => Symbols.Cut(pair.Source, recipe.Notation).Count is var source && source >= 1
            && source <= recipe.MaxSymbols
            && Symbols.Cut(pair.Target, recipe.Notation).Count is var target && target >= 1 && target <= recipe.MaxSymbols;
    }

    private static TextPair Plain(AugmentedPair pair) => new(pair.Source, pair.Target);
}
