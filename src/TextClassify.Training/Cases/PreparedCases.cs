using TextClassify.Training.Loops;
using TextClassify.Training.Nets.Communicating;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Rows;
using static TorchSharp.torch;

namespace TextClassify.Training.Cases;

/// <summary>A recipe of nodes that read texts and its cases, made ready.</summary>
internal sealed class PreparedCases : IPreparedRun<CaseOptions, CaseLine, CaseReport>
{
    private readonly CaseRecipe _recipe;
    private readonly Labels _labels;
    private readonly Vocabulary _vocabulary;
    private readonly WordTable _words;
    private readonly IReadOnlyList<EncodedCase> _train;
    private readonly IReadOnlyList<EncodedCase> _dev;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="data">Its cases.</param>
    /// <param name="start">Whose vectors the table starts from; null for random numbers.</param>
    /// <param name="source">For the record.</param>
    public PreparedCases(CaseRecipe recipe, CaseData data, Base? start, RunSource source)
    {
        (_recipe, _labels) = (recipe, data.Labels);

        // Words of the base that no case has would make the table larger than the cases bear.
        _vocabulary = VocabularyBuilder.Build(
            data.Train.SelectMany(one => one.Texts), vectors: null, recipe.MinCount, recipe.MaxVocabulary);
        (_words, int rows) = TableStart.Create(_vocabulary, start?.Vectors, recipe.Net.EmbeddingWidth, new Random(source.Seed));
        _train = EncodedCase.Encode(data.Train, data.Labels, _vocabulary, recipe.Sources);
        _dev = EncodedCase.Encode(data.Dev, data.Labels, _vocabulary, recipe.Sources);
        Options = new(
            recipe,
            source.RecipeName,
            data.Labels.Names,
            start?.Description.Label,
            source.Seed,
            source.Threads,
            _train.Count,
            _dev.Count,
            rows,
            RunSource.Commit);
    }

    public CaseOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<CaseLine, CaseReport> Begin(Generator random) => new CaseTrainee(
        new CaseNet(_recipe.Net, _recipe.Sources.Count, _labels.Count, random), _words.Copy(), _recipe, _train, _dev, random);
}
