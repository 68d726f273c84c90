using TextClassify.Training.Data.Columns;

namespace TextClassify.Training.Tests.Data.Columns;

public sealed class ColumnGuessTests
{
    [Theory]
    [InlineData("label", "id,lable", "lable")]
    [InlineData("label", "labels,text", "labels")]
    [InlineData("body", "id,mail_body", "mail_body")]
    [InlineData("text", "id,Tweet Text,Tweet", "Tweet Text")]
    [InlineData("text", "id,review,stars", "review")]
    [InlineData("label", "id,review,category", "category")]
    [InlineData("team", "id,review", null)]
    [InlineData("y", "yes,Y", "Y")]
    [InlineData("text", "", null)]
    public void Of_NameThatIsNotThere_GivesTheLikest(string wanted, string found, string? meant) =>
        Assert.Equal(meant, ColumnGuess.Of(wanted, found.Split(',')));
}
