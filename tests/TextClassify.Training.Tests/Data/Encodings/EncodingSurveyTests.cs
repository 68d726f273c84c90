using System.Text;
using CsCheck;
using TextClassify.Training.Data.Encodings;

namespace TextClassify.Training.Tests.Data.Encodings;

public sealed class EncodingSurveyTests
{
    /// <summary>Whatever stands at the end of a buffer, a character that it cuts is whole.</summary>
    [Fact]
    public void Of_ValidText_IsUtf8WhereverABufferEnds() =>
        Gen.Select(Gen.Int[65_500, 65_570], Gen.OneOf(Gen.Const("\u00e9"), Gen.Const("\u4e2d"), Gen.Const("\U0001F600"))).Sample(
            (length, character) =>
            {
                string text = new string('x', length) + string.Concat(Enumerable.Repeat(character, 9));

                Assert.Equal(FileEncoding.Utf8, Survey(Encoding.UTF8.GetBytes(text)));
            },
            iter: 100);

    [Theory]
    [InlineData("text,label\n", nameof(FileEncoding.Utf8))]
    [InlineData("caf\u00e9 and the like, in one text of many", nameof(FileEncoding.Windows1252))]
    public void Of_Latin1_IsWhatItsAccentsSay(string text, string expected) =>
        Assert.Equal(expected, Survey(Encoding.Latin1.GetBytes(text)).ToString());

    [Fact]
    public void Of_CutCharacterAtTheEnd_IsNotUtf8() => Assert.Equal(FileEncoding.Windows1252, Survey([.. "a text of words "u8, 0xC3]));

    [Fact]
    public void Of_ByteThatWindowsLacks_StaysUtf8SoThatTheRowIsLeftOut() =>
        Assert.Equal(FileEncoding.Utf8, Survey([.. "a text of words "u8, 0x81]));

    [Fact]
    public void Of_CyrillicCodePage_IsOther()
    {
        byte[] text = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes(
            "text,label\n\u041f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440,\u0434\u0430\n");

        Assert.Equal(FileEncoding.Other, Survey(text));
    }

    [Fact]
    public void Of_FewRowsOfAnotherEncoding_IsUtf8()
    {
        byte[] row = Encoding.UTF8.GetBytes("d\u00e9j\u00e0 vu\n");

        Assert.Equal(FileEncoding.Utf8, Survey([.. Enumerable.Repeat(row, 10).SelectMany(bytes => bytes), 0xE9]));
    }

    private static FileEncoding Survey(byte[] bytes) => EncodingSurvey.Of(new MemoryStream(bytes), TestContext.Current.CancellationToken);
}
