using TextClassify.Text;
using TextClassify.Training.Rows;
using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Rows;

public sealed class VocabularyBuilderTests
{
    private static readonly WordVectors Vectors = new(["the", "cat", "moon"], 2, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Build_CountsAndVectors_TakesFrequentTrainingWordsThenTheVectors()
    {
        var vocabulary = VocabularyBuilder.Build(["the dog sat", "the dog", "the"], Vectors, minCount: 2, maxRows: 100);

        Assert.Equal(["<pad>", "<unk>", "the", "dog", "cat", "moon"], Words(vocabulary));
    }

    [Fact]
    public void Build_TooManyWords_KeepsTheFirst()
    {
        var vocabulary = VocabularyBuilder.Build(["b b b a a c"], Vectors, minCount: 1, maxRows: 4);

        Assert.Equal(["<pad>", "<unk>", "b", "a"], Words(vocabulary));
    }

    [Fact]
    public void Build_RareNumbers_ShareTheirFoldedForm()
    {
        var vocabulary = VocabularyBuilder.Build(["1987 1988 1989 42"], vectors: null, minCount: 2, maxRows: 100);

        Assert.Equal(["<pad>", "<unk>", "0000"], Words(vocabulary));
        Assert.Equal(2, vocabulary.IdOf("2024"));
        Assert.Equal(Vocabulary.UnknownId, vocabulary.IdOf("42"));
    }

    [Fact]
    public void Build_WordsToBeUnknown_AreNeitherOfTheTextsNorOfTheVectors()
    {
        var vocabulary = VocabularyBuilder.Build(
            ["the dog sat", "the dog", "a cat"], Vectors, minCount: 2, maxRows: 100, new HashSet<string> { "dog" });

        Assert.Equal(["<pad>", "<unk>", "the", "cat"], Words(vocabulary));
    }

    private static IEnumerable<string> Words(Vocabulary vocabulary) => Enumerable.Range(0, vocabulary.Count).Select(id => vocabulary[id]);
}
