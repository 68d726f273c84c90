using TextClassify.Training.Loops;
using TextClassify.Training.Pretraining;
using TextClassify.Training.Rows;
using TextClassify.Training.Vectors;
using static TorchSharp.torch;

namespace TextClassify.Training.Aspect;

/// <summary>A recipe of an aspect model and its texts, made ready.</summary>
internal sealed class PreparedAspects : IPreparedRun<AspectOptions, AspectLine, AspectReport>
{
    private readonly AspectRecipe _recipe;
    private readonly AspectData _data;
    private readonly Vocabulary _vocabulary;
    private readonly WordTable _words;

    /// <param name="recipe">How it is trained.</param>
    /// <param name="data">Its texts.</param>
    /// <param name="vectors">That the table starts from; null for the base's, or none.</param>
    /// <param name="start">Whose vectors the table starts from where no others are given; null for random numbers.</param>
    /// <param name="source">For the record.</param>
    public PreparedAspects(AspectRecipe recipe, AspectData data, WordVectors? vectors, Base? start, RunSource source)
    {
        (_recipe, _data) = (recipe, data);
        vectors ??= start?.Vectors;
        _vocabulary = VocabularyBuilder.Build(
            data.Train.SelectMany(part => part.Texts).Select(text => text.Text), vectors, recipe.MinCount, recipe.MaxVocabulary);
        _words = TableStart.Create(_vocabulary, vectors, recipe.Net.EmbeddingWidth, new Random(source.Seed)).Table;
        Options = new(
            recipe,
            source.RecipeName,
            source.Vectors,
            source.Seed,
            source.Threads,
            data.Train.Sum(part => part.Texts.Count),
            data.Train.Sum(part => part.Texts.Sum(text => text.Aspects.Count)),
            data.Dev.Sum(texts => texts.Count),
            data.LeftOut,
            RunSource.Commit)
        {
            Base = start?.Description.Label,
        };
    }

    public AspectOptions Options { get; }

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<AspectLine, AspectReport> Begin(Generator random)
    {
        var encoder = new TextEncoder(_vocabulary, _recipe.MaxTokens);
        var parts = _data.Train.Select(part => new EncodedPart(EncodedAspects.Encode(part.Texts, encoder), part.Weight, part.Share));
        var dev = _data.Dev.Select(texts => EncodedAspects.Encode(texts, encoder));
        var net = new AspectNet(_recipe.Net, AspectRecipe.Labels.Count, random);
        return new AspectTrainee(net, _words.Copy(), _recipe, [.. parts], [.. dev]);
    }
}
