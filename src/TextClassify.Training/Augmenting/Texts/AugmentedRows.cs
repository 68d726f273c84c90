namespace TextClassify.Training.Augmenting.Texts;

/// <summary>Rows and what is edited of each.</summary>
internal sealed class AugmentedRows
{
    private readonly WordText[] _texts;
    private readonly int[][] _ids;
    private readonly float[][] _evidence;
    private readonly double _freeze;
    private readonly TextAugmenter _augmenter;

    private AugmentedRows(IReadOnlyList<LabelledText> rows, WordText[] texts, float[][] evidence, TextOptions options, OtherWords words)
    {
        var ids = new WordIds(texts);
        (_texts, _evidence, _freeze) = (texts, evidence, options.Freeze);
        _ids = [.. texts.Select(text => ids.Of(text.Normals))];
        var near = new NearTexts(_ids, [.. rows.Select(row => row.Label)], ids.Alphabet, options.Seed);
        var eda = words.Synonyms is null ? null : new EdaEdits(ids, words.Synonyms);
        _augmenter = new(options, new(ids, words), eda, near, ids.Alphabet);
    }

    /// <param name="rows">Of one label each, for training.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="words">That may stand for others.</param>
    /// <param name="cancellationToken">Ends the reading of evidence.</param>
    public static async Task<AugmentedRows> OfAsync(
        IReadOnlyList<LabelledText> rows, TextOptions options, OtherWords words, CancellationToken cancellationToken)
    {
        WordText[] texts = [.. rows.Select(row => new WordText(row.Text))];
        float[][] evidence = options.Freeze == 0 ? [.. texts.Select(text => new float[text.Words.Length])]
            : options.Package is { } package ? await WordEvidence.OfPackageAsync(package, rows, texts, cancellationToken)
            : WordEvidence.Fitted(rows, texts, options.Seed, cancellationToken);
        return new(rows, texts, evidence, options, words);
    }

    /// <summary>The edited texts of a row.</summary>
    public IReadOnlyList<EditedText> Of(int row) => _augmenter.Augment(
        _texts[row], _ids[row], FrozenWords.Of(_texts[row], _evidence[row], _freeze), row);
}
