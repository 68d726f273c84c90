using CsCheck;
using TextClassify.Text;
using TextClassify.Text.Words;

namespace TextClassify.LongTexts;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("It was dull. I left! Why not?", "It was dull.|I left!|Why not?")]
    [InlineData("It was dull", "It was dull")]
    [InlineData("Mr. Smith met J. R. Brown. They talked.", "Mr. Smith met J. R. Brown.|They talked.")]
    [InlineData("\"Never again.\" That is what she said.", "\"Never again.\"|That is what she said.")]
    [InlineData("(It rained.) We stayed...", "(It rained.)|We stayed...")]
    [InlineData("What?! No!!", "What?!|No!!")]
    [InlineData("A title\n\nthe text, and 3.5 stars", "A title|the text, and 3.5 stars")]
    [InlineData("Dull<br /><br />Avoid it", "Dull|Avoid it")]
    [InlineData("一部好电影。我喜欢。", "一部好电影。|我喜欢。")]
    public void EndsOf_Text_DividesItsSentences(string text, string sentences)
    {
        Assert.Equal(sentences.Split('|'), Divide(text));
    }

    [Fact]
    public void EndsOf_AnyText_DividesAllTokens() => Gen.String[Gen.Char["ab .!?\"'\n)"], 0, 60].Sample(text =>
    {
        var tokens = Tokens(text);
        var ends = Sentences.EndsOf(text, tokens);

        Assert.Equal(ends.Order().Distinct(), ends);
        Assert.Equal(tokens.Length, ends.Count == 0 ? 0 : ends[^1]);
    });

    private static IEnumerable<string> Divide(string text)
    {
        var tokens = Tokens(text);
        int start = 0;
        foreach (int end in Sentences.EndsOf(text, tokens))
        {
            yield return text[tokens[start].Start..tokens[end - 1].End];
            start = end;
        }
    }

    private static TokenSpan[] Tokens(string text)
    {
        var spans = new List<TokenSpan>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            spans.Add(new(token.Start, token.End));
        }

        return [.. spans];
    }
}
