using TextClassify.Training.Loops;
using TextClassify.Training.Rows;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Pretraining;

/// <summary>A recipe of a base, and what the teacher said, made ready.</summary>
internal sealed class PreparedBase : IPreparedRun<BaseOptions, BaseLine, BaseReport>
{
    private const int SplitSeed = 7;

    private readonly BaseRecipe _recipe;
    private readonly WordVectors _vectors;
    private readonly Vocabulary _vocabulary;
    private readonly Lesson[] _train;
    private readonly Lesson[] _dev;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="vectors">Of the words it knows.</param>
    /// <param name="lessons">Of which some are set aside to choose on.</param>
    /// <param name="source">For the record.</param>
    public PreparedBase(BaseRecipe recipe, WordVectors vectors, IReadOnlyList<Lesson> lessons, RunSource source)
    {
        (_recipe, _vectors) = (recipe, vectors);
        _vocabulary = new([Vocabulary.Pad, Vocabulary.Unknown, .. vectors.Words]);
        var shuffled = lessons.ToArray();
        new Random(SplitSeed).Shuffle(shuffled);
        int dev = Math.Max(1, (int)(shuffled.Length * recipe.DevShare));
        (_dev, _train) = (shuffled[..dev], shuffled[dev..]);
        Options = new(
            recipe, source.RecipeName, source.Vectors ?? "", source.Seed, source.Threads, _train.Length, _dev.Length, RunSource.Commit);
    }

    public BaseOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<BaseLine, BaseReport> Begin(Generator random)
    {
        var encoder = new TextEncoder(_vocabulary, _recipe.MaxTokens);
        int width = _train[0].Vector.Length;
        var net = new Crnn(_recipe.Net, width, _recipe.FinerLabels.Count, random);
        var words = TableStart.Create(_vocabulary, _vectors, _recipe.Net.EmbeddingWidth, new Random(Options.Seed)).Table;
        return new BaseTrainee(net, words, _recipe, Encode(_train), Encode(_dev));

        EncodedLesson[] Encode(Lesson[] lessons) =>
        [
            .. lessons.Select(lesson => new EncodedLesson(encoder.Encode(lesson.Text).Ids, lesson.Label, lesson.Vector))
                .Where(lesson => lesson.Ids.Length > 0),
        ];
    }
}

/// <summary>A lesson as the net reads it.</summary>
internal sealed record EncodedLesson(ReadOnlyMemory<int> Ids, int Label, float[] Vector);
