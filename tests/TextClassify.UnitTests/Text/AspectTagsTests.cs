using CsCheck;
using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class AspectTagsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("OOO", "")]
    [InlineData("OBIO", "1-3")]
    [InlineData("BIIOB", "0-3 4-5")]
    [InlineData("BB", "0-1 1-2")]
    [InlineData("BIBI", "0-2 2-4")]
    [InlineData("IIO", "0-2")]
    [InlineData("OIOBI", "1-2 3-5")]
    public void Spans_Tags_AreTheRunsTheyMark(string tags, string expected) =>
        Assert.Equal(expected, string.Join(' ', AspectTags.Spans(Logits(tags)).Select(span => $"{span.Start}-{span.End}")));

    [Fact]
    public void Spans_EqualLogits_TakeTheLowerTag() => Assert.Empty(AspectTags.Spans([1, 1, 1, 0, 0, 0]));

    /// <summary>Spans follow each other and hold every token that is not outside, and no other.</summary>
    [Fact]
    public void Spans_AnyTags_CoverWhatIsMarked() => Gen.Char["OBI"].Array[0, 30].Sample(tags =>
    {
        var spans = AspectTags.Spans(Logits(new string(tags)));

        int[] covered = [.. spans.SelectMany(span => Enumerable.Range(span.Start, span.Length))];
        Assert.Equal(Enumerable.Range(0, tags.Length).Where(token => tags[token] != 'O'), covered);
        Assert.Equal(tags.Where((tag, token) => tag == 'B' || (tag == 'I' && (token == 0 || tags[token - 1] == 'O'))).Count(), spans.Count);
    });

    private static float[] Logits(string tags) => [.. tags.SelectMany(tag => "OBI".Select(one => one == tag ? 2f : -1f))];
}
