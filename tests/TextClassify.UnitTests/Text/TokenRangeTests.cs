using TextClassify.Text;

namespace TextClassify.UnitTests.Text;

public sealed class TokenRangeTests
{
    // "the battery, 😀 ok": the | battery | , | 😀 | ok
    private static readonly TokenSpan[] Tokens = [new(0, 3), new(4, 11), new(11, 12), new(13, 15), new(16, 18)];

    [Theory]
    [InlineData(4, 11, 1, 2)]
    [InlineData(0, 18, 0, 5)]
    [InlineData(5, 6, 1, 2)]
    [InlineData(2, 5, 0, 2)]
    [InlineData(10, 12, 1, 3)]
    [InlineData(3, 13, 1, 3)]
    [InlineData(13, 15, 3, 4)]
    public void Over_Span_TakesTheTokensItOverlaps(int start, int end, int first, int last) =>
        Assert.Equal(new TokenRange(first, last), TokenRange.Over(Tokens, start, end));

    [Theory]
    [InlineData(3, 4)]
    [InlineData(12, 13)]
    [InlineData(18, 30)]
    public void Over_SpanBetweenTokens_IsEmpty(int start, int end) => Assert.Equal(0, TokenRange.Over(Tokens, start, end).Length);

    [Fact]
    public void Over_NoTokens_IsEmpty() => Assert.Equal(0, TokenRange.Over([], 0, 5).Length);
}
