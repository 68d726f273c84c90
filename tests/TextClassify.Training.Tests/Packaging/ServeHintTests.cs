using TextClassify.Training.Packaging;

namespace TextClassify.Training.Tests.Packaging;

public sealed class ServeHintTests
{
    [Theory]
    [InlineData(
        "/srv/models/tickets/2",
        true,
        "To serve it: dotnet run -c Release --project src/TextClassify.Api -- --Models:Directory /srv/models --Models:Default tickets")]
    [InlineData("/my data/tickets/2", false, "To serve it: TextClassify.Api --Models:Directory \"/my data\" --Models:Default tickets")]
    public void Of_Package_NamesItsFolderAndModel(string package, bool inSolution, string line) =>
        Assert.Equal(line, ServeHint.Of(package, "tickets", inSolution));
}
