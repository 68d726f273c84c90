using System.Reflection;
using TextClassify.Api.Problems;

namespace TextClassify.Problems;

public sealed class ProblemTableTests
{
    private static readonly ProblemType[] All =
        [.. typeof(ProblemTypes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (ProblemType)field.GetValue(null)!)];

    [Fact]
    public void Types_EveryName_IsUniqueAndPlain()
    {
        Assert.Equal(All.Length, All.Select(type => type.Urn).Distinct().Count());
        Assert.All(All, type => Assert.Matches("^urn:textclassify:[a-z0-9-]+$", type.Urn));
        Assert.All(All, type => Assert.EndsWith(".", type.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(408)]
    [InlineData(413)]
    [InlineData(415)]
    [InlineData(418)]
    [InlineData(429)]
    [InlineData(431)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(503)]
    [InlineData(504)]
    public void OfStatus_AnyFailure_KeepsTheStatusOrIs500(int status) =>
        Assert.Equal(status == 501 ? 500 : status, ProblemTypes.OfStatus(status).Status);
}
