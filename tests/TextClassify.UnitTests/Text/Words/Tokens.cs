using TextClassify.Text;
using TextClassify.Text.Words;

namespace TextClassify.UnitTests.Text.Words;

/// <summary>Tokens as lists, for comparison.</summary>
internal static class Tokens
{
    public static List<string> Normals(string text)
    {
        var normals = new List<string>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            normals.Add(token.Normal.ToString());
        }

        return normals;
    }

    public static List<TokenSpan> Spans(string text)
    {
        var spans = new List<TokenSpan>();
        foreach (var token in WordTokenizer.Enumerate(text))
        {
            spans.Add(new TokenSpan(token.Start, token.End));
        }

        return spans;
    }

    public static List<string> Surfaces(string text) => [.. Spans(text).Select(span => text[span.Start..span.End])];
}
