using TextClassify.Training.Vectors;

namespace TextClassify.Training.Tests.Vectors;

public sealed class VectorCorpusTests
{
    [Fact]
    public void Build_Texts_RanksByCountAndLeavesRareWordsOut()
    {
        var corpus = VectorCorpus.Build(["Good film!", "good, GOOD film", "rare"], minCount: 2, CancellationToken.None);

        Assert.Equal(["good", "film"], corpus.Words);
        Assert.Equal([3L, 2L], corpus.Counts);
        Assert.Equal([0, 1, VectorCorpus.Break, 0, 0, 1, VectorCorpus.Break, VectorCorpus.Break], corpus.Tokens);
    }

    [Fact]
    public void Build_RareNumbers_CountToTheirZeroForm()
    {
        var corpus = VectorCorpus.Build(["1987 1987 1988 0000 3"], minCount: 2, CancellationToken.None);

        Assert.Equal(["0000", "1987"], corpus.Words);
        Assert.Equal([2L, 2L], corpus.Counts);
        Assert.Equal([1, 1, 0, 0, VectorCorpus.Break], corpus.Tokens);
    }
}
