using TextClassify.Training.Recipes;
using TextClassify.Training.Behaviour;
using TextClassify.Training.Rows;
using TextClassify.Training.Sources;
using TextClassify.Translation;

namespace TextClassify.Training.Classifier;

/// <summary>A set-up of a classifier: <c>recipes/*.json</c>.</summary>
internal sealed record Recipe : WordRecipe
{
    /// <summary>What a person must be told before looking at the data or the package; stands at the head of the card.</summary>
    public string? Warning { get; init; }

    /// <summary>Training files, CSV, TSV or JSONL, plain or gzip; none where <see cref="Sources"/> are given.</summary>
    public IReadOnlyList<string> Train { get; init; } = [];

    /// <summary>Files whose labels are told in the model's own, to train and to choose on; in place of the other files.</summary>
    public IReadOnlyList<RowSource> Sources { get; init; } = [];

    /// <summary>Texts made of templates, to train on beside the files.</summary>
    public IReadOnlyList<SuiteRows> Suites { get; init; } = [];

    /// <summary>Development file; without it <see cref="RecipeHead.DevShare"/> of the training rows is set aside by seed.</summary>
    public string? Dev { get; init; }

    /// <summary>Held-out file for <c>evaluate --split test</c>.</summary>
    public string? Test { get; init; }

    /// <summary>Column or JSON property of the text.</summary>
    public string TextColumn { get; init; } = "text";

    /// <summary>
    /// Column or JSON property of the label; A,B,C are columns of yes and no, one a label, of which a row may have several.
    /// </summary>
    public string LabelColumn { get; init; } = "label";

    /// <summary>What stands between the labels of a cell that may have several; null where a cell is one label.</summary>
    public string? LabelSeparator { get; init; }

    /// <summary>
    /// Column or JSON property of a label within the label ("HUM:group" within "HUM"). A second output layer learns it in training and is
    /// then thrown away: states that tell finer classes apart tell the coarse ones better (multi-task learning, Caruana 1997).
    /// </summary>
    public string? FinerLabelColumn { get; init; }

    /// <summary>
    /// Null for texts of words; <see cref="TextNotation.Smiles"/> for molecules and reactions, whose parts <see cref="TextColumn"/> joins:
    /// "reactants+product" is read as <c>reactants&gt;&gt;product</c>.
    /// </summary>
    public TextNotation? Notation { get; init; }

    /// <summary>Whether words have a linear share of the logits beside what the net reads (<see cref="LinearTerm"/>).</summary>
    public bool LinearTerm { get; init; }

    /// <summary>
    /// Names (<see cref="ProperNouns"/>) are the unknown word, but for these normal forms; null has them in the vocabulary as other words.
    /// </summary>
    public IReadOnlyList<string>? NamesUnknownBut { get; init; }

    public CrnnOptions Net { get; init; } = new();

    public TrainingOptions Training { get; init; } = new();

    /// <summary>For <c>train-transformer</c>, which fine-tunes a pretrained net on the same rows.</summary>
    public TransformerTraining Transformer { get; init; } = new();

    /// <summary>How a model of this recipe reads texts.</summary>
    public ITextEncoder EncoderOf(Vocabulary vocabulary) =>
        SymbolEncoders.Create(Notation is TextNotation.Smiles, vocabulary, MaxTokens);

    /// <summary>Where the files are; <paramref name="option"/> is <c>--data</c>.</summary>
    /// <exception cref="DataException">The folder is needed and not there.</exception>
    public string FindData(string? option) =>
        DataFolder.ResolveFor([.. Train, .. Sources.Select(source => source.File), .. Dev is null ? [] : new[] { Dev }], option);
}
