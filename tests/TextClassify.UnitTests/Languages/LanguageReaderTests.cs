namespace TextClassify.Languages;

public sealed class LanguageReaderTests
{
    private static readonly LanguageReader Reader = new();

    [Theory]
    [InlineData("Der Film war schlecht.")]
    [InlineData("Ce film est un vrai bonheur.")]
    [InlineData("La película es muy aburrida")]
    [InlineData("Il servizio era pessimo")]
    [InlineData("Een prachtige film met sterke acteurs")]
    [InlineData("Bardzo dobry film, polecam")]
    [InlineData("Bu film çok güzel")]
    [InlineData("Это плохой фильм")]
    [InlineData("这部电影真的非常好看")]
    public void IsForeign_AnotherLanguage_IsTold(string text)
    {
        Assert.True(Reader.IsForeign(text, ["en"]));
    }

    [Theory]
    [InlineData("This film is a delight from start to finish.")]
    [InlineData("worst flight ever, never again")]
    [InlineData("wooden acting, silly plot")]
    [InlineData("What is the capital of Peru?")]
    public void IsForeign_TheModelsLanguage_IsNot(string text)
    {
        Assert.False(Reader.IsForeign(text, ["en"]));
        Assert.True(Reader.IsForeign(text, ["ru"]));
    }

    [Fact]
    public void IsForeign_OneOfSeveralLanguages_IsNot() => Assert.False(Reader.IsForeign("Der Film war schlecht.", ["en", "de"]));

    [Theory]
    [InlineData("")]
    [InlineData("ok")]
    [InlineData("12:40 – 13:55")]
    [InlineData("@VirginAmerica http://t.co/oA2dRfAoQ2")]
    public void IsForeign_TooFewLetters_IsNotJudged(string text) => Assert.False(Reader.IsForeign(text, ["en"]));

    [Fact]
    public void IsForeign_CodeOfALanguageThatCannotBeTold_IsNotJudged() =>
        Assert.False(Reader.IsForeign("Der Film war schlecht.", ["xx"]));

    [Fact]
    public void IsForeign_LongTextOfOneLetter_Ends() => Assert.False(Reader.IsForeign(new string('@', 1_000_000), ["en"]));
}
