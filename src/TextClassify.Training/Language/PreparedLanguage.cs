using TextClassify.Training.Loops;
using TextClassify.Training.Steps;
using static TorchSharp.torch;

namespace TextClassify.Training.Language;

/// <summary>A recipe of a language model and its texts, made ready.</summary>
internal sealed class PreparedLanguage(LanguageRecipe recipe, LanguageData data, RunSource source)
    : IPreparedRun<LanguageOptions, LanguageLine, LanguageReport>
{
    private readonly CharacterVocabulary _vocabulary = data.Vocabulary(recipe.MinCount);

    public LanguageOptions Options { get; } =
        new(recipe, source.RecipeName, source.Seed, source.Threads, data.Train.Count, data.Dev.Count, RunSource.Commit);

    public void WriteVocabulary(Stream stream) => _vocabulary.Write(stream);

    public ITrainee<LanguageLine, LanguageReport> Begin(Generator random)
    {
        var texts = CharacterStreams.Shuffle(data.Train, source.Seed);
        var train = new CharacterStreams(CharacterStreams.Join(_vocabulary, texts), recipe.Training.Streams);
        byte[] dev = CharacterStreams.Join(_vocabulary, data.Dev);
        var net = new CharacterNet(recipe.Net, _vocabulary.Count, random);
        var copy = recipe.Training.Precision.IsBFloat16Here()
            ? new BFloat16Copy<CharacterNet>(net, new CharacterNet(recipe.Net, _vocabulary.Count, random))
            : null;
        return new LanguageTrainee(net, recipe, train, dev, random, source.Seed, copy);
    }
}
