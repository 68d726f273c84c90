using TextClassify.Explain.Parameters;

namespace TextClassify.UnitTests.Explain.Parameters;

public sealed class ParameterKindTests
{
    private static readonly ExplainerParameter[] Parameters =
    [
        new NumberParameter("alpha", "", Default: 0.5, Minimum: 0.1, Maximum: 2),
        new BooleanParameter("flag", "", Default: true),
        new ChoicesParameter("some", "", ["a"], ["a", "b", "c"]),
        new WordsParameter("words", "", MaximumLists: 2),
    ];

    [Fact]
    public void Bind_ValuesInRange_AreTaken()
    {
        var values = ParameterBinder.Bind(
            "m", Parameters, ExplainRequests.Json("""{"alpha":2,"flag":false,"some":["c","a"],"words":[["x","y"],["z"]]}""")).Values!;

        Assert.Equal(2, values.Number("alpha"));
        Assert.False(values.Boolean("flag"));
        Assert.Equal(["c", "a"], values.Choices("some"));
        Assert.Equal([["x", "y"], ["z"]], values.OptionalWords("words")!);
        Assert.Equal(
            [["x"]], ParameterBinder.Bind("m", Parameters, ExplainRequests.Json("""{"words":["x"]}""")).Values!.OptionalWords("words")!);
    }

    [Theory]
    [InlineData("""{"alpha":0.05}""", "alpha is 0.05; it must be a number from 0.1 to 2.")]
    [InlineData("""{"alpha":"1"}""", "alpha is \"1\"; it must be a number from 0.1 to 2.")]
    [InlineData("""{"flag":1}""", "flag is 1; it must be true or false.")]
    [InlineData("""{"some":[]}""", "some is []; it must be a list of one or more of a, b, c, each once.")]
    [InlineData("""{"some":["a","a"]}""", "some is [\"a\",\"a\"]; it must be a list of one or more of a, b, c, each once.")]
    [InlineData("""{"some":"a"}""", "some is \"a\"; it must be a list of one or more of a, b, c, each once.")]
    [InlineData(
        """{"words":[["secret"],["b"],["c"]]}""",
        "words is a list of 3; it must be a list of 1 to 10000 words, or a list of 1 to 2 such lists.")]
    [InlineData(
        """{"words":"secret"}""", "words is of the kind String; it must be a list of 1 to 10000 words, or a list of 1 to 2 such lists.")]
    public void Bind_ValueNotAllowed_IsRefusedWithoutAnyWord(string given, string message) =>
        Assert.Equal(message, ParameterBinder.Bind("m", Parameters, ExplainRequests.Json(given)).Fault!.Message);
}
