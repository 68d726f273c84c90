using TextClassify.Explain;
using TextClassify.Explain.Parameters;
using TextClassify.Explain.Quality;
using TextClassify.Text;

namespace TextClassify.UnitTests.Explain.Quality;

public sealed class RemovalTests
{
    [Theory]
    [InlineData(RemovalRule.Delete, new[] { 9, 7 })]
    [InlineData(RemovalRule.Pad, new[] { Vocabulary.PadId, 9, Vocabulary.PadId, 7 })]
    [InlineData(RemovalRule.Unk, new[] { Vocabulary.UnknownId, 9, Vocabulary.UnknownId, 7 })]
    public void WriteRow_Rule_TakesTheMarkedTokensOnly(RemovalRule rule, int[] expected)
    {
        int[] row = new int[4];

        int length = Removal.WriteRow([4, 9, 4, 7], SpecialIds.OfWords, [true, false, true, false], rule, row);

        Assert.Equal(expected, row[..length]);
    }

    [Fact]
    public void WriteRow_Mask_IsTheModelsOwn()
    {
        int[] row = new int[2];

        Removal.WriteRow([4, 9], new SpecialIds(Pad: 0, Unknown: 1, Mask: 3), [true, false], RemovalRule.Mask, row);

        Assert.Equal([3, 9], row);
    }

    [Fact]
    public void WriteRow_EverythingDeleted_LeavesNothing() =>
        Assert.Equal(0, Removal.WriteRow([4, 9], SpecialIds.OfWords, [true, true], RemovalRule.Delete, new int[2]));

    [Fact]
    public void Descending_EqualScores_TakeTheEarlierTokenFirst() =>
        Assert.Equal([3, 0, 2, 4, 1], TokenOrder.Descending([0.5f, -2, 0.5f, 7, 0.5f]));

    [Fact]
    public void Mark_Count_MarksTheFirstOfTheOrderAndClearsTheRest()
    {
        bool[] marks = [false, true, true];

        TokenOrder.Mark([2, 0, 1], 2, marks);

        Assert.Equal([true, false, true], marks);
    }

    [Fact]
    public void Write_RandomSubsets_CoverEverySizeAndToken()
    {
        const int Tokens = 5, Rows = 5000;
        bool[] marked = new bool[Tokens * Rows];

        RandomSubsets.Write(Tokens, marked, new Random(3));

        int[] sizes = new int[Tokens + 1];
        int[] tokens = new int[Tokens];
        foreach (bool[] row in marked.Chunk(Tokens))
        {
            sizes[row.Count(mark => mark)]++;
            for (int token = 0; token < Tokens; token++)
            {
                tokens[token] += row[token] ? 1 : 0;
            }
        }

        // Five standard deviations: sizes are uniform over 1..5, and a token is in a mean share of 3/5.
        Assert.Equal(0, sizes[0]);
        Assert.All(sizes[1..], size => Assert.InRange(size, 1000 - 142, 1000 + 142));
        Assert.All(tokens, count => Assert.InRange(count, 3000 - 174, 3000 + 174));
    }
}
