using TextClassify.Training.Terminal;

namespace TextClassify.Training.Tests.Terminal;

public sealed class DurationOptionTests
{
    [Theory]
    [InlineData("60s", 60)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5_400)]
    [InlineData("90", 90)]
    [InlineData("7d", 604_800)]
    public void Parse_Time_GivesItsSeconds(string text, double seconds) => Assert.Equal(seconds, DurationOption.Parse(text)?.TotalSeconds);

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("9s")]
    [InlineData("-60s")]
    [InlineData("1w")]
    [InlineData("8d")]
    [InlineData("1e9")]
    [InlineData("60 s")]
    public void Parse_NoTimeOrOutOfRange_GivesNothing(string text) => Assert.Null(DurationOption.Parse(text));
}
