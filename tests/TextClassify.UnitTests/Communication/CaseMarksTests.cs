using TextClassify.Text;

namespace TextClassify.Communication;

public sealed class CaseMarksTests
{
    private static readonly CasePart[] Parts = [new(2, new TokenRange(0, 2)), new(15, new TokenRange(2, 3)), new(0, new TokenRange(3, 5))];

    [Fact]
    public void Read_MarkedRow_GivesTheSourcesInTheirOrder()
    {
        var sources = CaseMarks.Read(Marked(7, 0, 9_999_999, 3, 4), role: 1);

        Assert.Equal([2, 15, 0], sources.Select(source => source.Role));
        Assert.Equal([[7, 0], [9_999_999], [3, 4]], sources.Select(source => source.Ids.ToArray()));
    }

    [Fact]
    public void Read_PlainRow_IsOfTheOneRole()
    {
        var sources = CaseMarks.Read([5, 6], role: 1);

        Assert.Equal((1, 2), (sources.Single().Role, sources.Single().Ids.Length));
    }

    /// <summary>A source that lost all its tokens is gone.</summary>
    [Fact]
    public void Read_TokensTakenOut_LeavesTheOthersWhereTheyWere()
    {
        int[] row = Marked(7, 8, 9, 3, 4);

        var sources = CaseMarks.Read([row[1], row[3], row[4]], role: 1);

        Assert.Equal([2, 0], sources.Select(source => source.Role));
        Assert.Equal([[8], [3, 4]], sources.Select(source => source.Ids.ToArray()));
    }

    /// <summary>An id that was put in a token's place has no mark: it is of the source before it, or of the first.</summary>
    [Fact]
    public void Read_IdsPutInTheirPlace_AreOfTheSourceBeforeThem()
    {
        int[] row = Marked(7, 8, 9, 3, 4);
        (row[0], row[4]) = (1, 1);

        var sources = CaseMarks.Read(row, role: 1);

        Assert.Equal([2, 15, 0], sources.Select(source => source.Role));
        Assert.Equal([[1, 8], [9], [3, 1]], sources.Select(source => source.Ids.ToArray()));
    }

    private static int[] Marked(params int[] ids) =>
        CaseMarks.Mark(new EncodedText(ids, new TokenSpan[ids.Length], ids.Length), Parts).Ids.ToArray();
}
