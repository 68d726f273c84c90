using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class ComposedFormTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("cafe\u0301", "caf\u00e9")]
    [InlineData("caf\u00e9", "caf\u00e9")]
    [InlineData("A\u030A", "\u00C5")]
    [InlineData("e\u0302\u0301", "\u1EBF")]
    [InlineData("a\u0323\u0302", "\u1EAD")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u05D1\u05BC", "\u05D1\u05BC")]
    [InlineData("\u0301e", "\u0301e")]
    [InlineData("\U0001F600\u0301", "\U0001F600\u0301")]
    public void Of_Text_ComposesLettersWithTheirMarks(string text, string composed) => Assert.Equal(composed, ComposedForm.Of(text));
}
