using TextClassify.Training.Rows;

namespace TextClassify.Training.Tests.Rows;

public sealed class ProperNounsTests
{
    [Theory]
    [InlineData("a film by Anna and one with Anna", "anna")]
    [InlineData("Anna is here. Anna is there. Anna sings.", "")]
    [InlineData("Oil Prices Soar in Spring, Oil Prices Soar in Spring", "spring")]
    [InlineData("the TV and the DVD, a TV and a DVD", "")]
    [InlineData("then I sat and then I slept", "")]
    [InlineData("we saw Rose pick a rose, we saw Rose pick a rose", "")]
    [InlineData("met André, met André", "andre")]
    [InlineData("once with Anna", "anna")]
    public void Find_AText_GivesWhatIsCapitalWithinItsSentences(string text, string names) =>
        Assert.Equal(names, string.Join(',', ProperNouns.Find([text])));

    /// <summary>A corpus in small letters says nothing of what is a name.</summary>
    [Fact]
    public void Find_TextsInSmallLettersBeside_CountForNothing() =>
        Assert.Equal(["anna"], ProperNouns.Find(["seen by Anna, heard by Anna", "a film by anna", "one by anna", "all by anna"]));
}
