using TextClassify.Inference.Nodes;

namespace TextClassify.UnitTests.Nodes;

public sealed class NodeSubjectsTests
{
    [Theory]
    [InlineData("own", "own")]
    [InlineData("1.2", "1=2E2")]
    [InlineData("a b*>=", "a=20b=2A=3E=3D")]
    [InlineData("\u00e9", "=C3=A9")]
    public void Token_AnyName_IsOneTokenOfASubject(string name, string token) => Assert.Equal(token, NodeSubjects.Token(name));

    [Fact]
    public void Subjects_OfASource_NameTheProcessThatHasRead()
    {
        string source = NodeSubjects.Source("case", "1.0", "own text");

        Assert.Equal("textclassify.node.case.1=2E0.own=20text.read", NodeSubjects.Read(source));
        Assert.Equal("textclassify.node.case.1=2E0.own=20text.at.000000000000001f.step", NodeSubjects.Step(source, 31));
        Assert.Equal("textclassify.node.case.1=2E0.own=20text.at.000000000000001f.tokens", NodeSubjects.Tokens(source, 31));
    }
}
