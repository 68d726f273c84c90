using TextClassify.Text;

namespace TextClassify.UnitTests.Text.Words;

public sealed class WordTokenizerTests
{
    [Theory]
    [InlineData("I don't like it!", "i do n't like it !")]
    [InlineData("i do n't like it !", "i do n't like it !")]
    [InlineData("It’s we're I'm you've he'd SHE'LL", "it 's we 're i 'm you 've he 'd she 'll")]
    [InlineData("can't won't ain’t shan´t CANNOT", "ca n't wo n't ai n't sha n't can not")]
    [InlineData("you'd've should've", "you 'd 've should 've")]
    [InlineData("it can 't , it does n 't", "it ca n't , it does n't")] // CR and TREC
    [InlineData("O'Brien's kids' ol' toys", "o'brien 's kids ' ol ' toys")]
    [InlineData("get 'em 'til the '70s 70's", "get 'em 'til the ' 70s 70 's")]
    public void Enumerate_Contractions_SplitAsInThePennTreebank(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("a -LRB- b -rrb- -lsb- c -rsb- -lcb- d -rcb-", "a ( b ) [ c ] { d }")]
    [InlineData("(a) [c]", "( a ) [ c ]")]
    [InlineData("`` so '' “so” «so» \"so\"", "\" so \" \" so \" \" so \" \" so \"")]
    [InlineData("‘so’ `so´", "' so ' ' so '")]
    [InlineData("well... well.. well… well . . . well....", "well ... well ... well ... well ... well ...")]
    [InlineData("good -- very—so – yes --- no", "good -- very -- so -- yes -- no")]
    [InlineData("cutting-room well-made", "cutting - room well - made")]
    [InlineData("comedy\\/drama 4\\*", "comedy / drama 4 *")]
    [InlineData("wow!!! really?!", "wow ! ! ! really ? !")]
    [InlineData("=====__~~~", "= _ ~")]
    [InlineData("Mr. Bean vs. Dr. Who.", "mr . bean vs . dr . who .")]
    [InlineData("the U.S.-led U.K.'s p.m. J.K. U.S troops", "the u.s. - led u.k. 's p.m. j.k. u.s. troops")]
    public void Enumerate_Signs_ComeToOneForm(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("1,000.5 3rd 1930s mp3 .5 1990-95", "1,000.5 3rd 1930s mp3 .5 1990 - 95")]
    [InlineData("$5.3bn 5% €10 7/10 10:30 3.", "$ 5.3bn 5 % € 10 7 / 10 10 : 30 3 .")]
    [InlineData("٣٤ ４２", "34 42")]
    public void Enumerate_Numbers_AreOneTokenWithoutCurrency(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("see http://a.org/b?c=d, (www.imdb.com) HTTPS://X.Y.", "see <url> , ( <url> ) <url> .")]
    [InlineData("mail me.too+x@mail.co.uk. @Jack_1's a@b 5@home", "mail <email> . <user> 's a <user> 5 <user>")]
    [InlineData("<mathew@mantis.co.uk> <url> <USER> #fun", "< <email> > <url> <user> # fun")]
    [InlineData("www. http://", "www . http : / /")]
    public void Enumerate_Addresses_AreClassForms(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("one<br />two<BR>three<br/></p><a href=\"x.html\">four</a>", "one two three four")]
    [InlineData("&lt;b&gt;bold&lt;/b&gt; AT&amp;T &quot;x&quot; it&#39;s &eacute;t&#233; a&nbsp;b", "bold at & t \" x \" it 's ete a b")]
    [InlineData("Sadr #39;s quot;so quot; J  amp; J #151; don #39;t #36;35", "sadr 's \" so \" j & j -- do n't $ 35")]
    [InlineData("x <a and y> z < 3 <3 <grin> &nosuch; #1 a;b", "x < a and y > z < 3 < 3 < grin > & nosuch ; # 1 a ; b")]
    [InlineData("don\u0092t \u0093so\u0094 \u0085 \u0097", "do n't \" so \" ... --")] // Windows-1252 in IMDB
    public void Enumerate_Html_IsReadAsItsMeaning(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("Café cafe\u0301 CAFÉ naïve Ærø straße ŁÓDŹ ﬁn", "cafe cafe cafe naive aero strasse lodz fin")]
    [InlineData("Привет हिन्दी", "привет हिन्दी")]
    [InlineData("\u200Fשָׁלוֹם\u200F עולם مرحبا", "שָׁלוֹם עולם مرحبا")]
    [InlineData("映画が好き。！", "映 画 が 好 き . !")]
    [InlineData("한국 영화", "한국 영화")]
    [InlineData("co\u00ADoperate a\u200Bb", "cooperate a b")]
    public void Enumerate_Scripts_KeepTheirWords(string text, string normals) => AssertNormals(normals, text);

    [Theory]
    [InlineData("ok😂😂", "ok|😂|😂")]
    [InlineData("👩‍🔬👍🏽", "👩‍🔬|👍🏽")]
    [InlineData("🇩🇪🇫🇷❤️", "🇩🇪|🇫🇷|❤️")]
    [InlineData("🏴󠁧󠁢󠁥󠁮󠁧󠁿!", "🏴󠁧󠁢󠁥󠁮󠁧󠁿|!")]
    [InlineData("e\u0301\u0302 !\u0301", "e\u0301\u0302|!\u0301")]
    public void Enumerate_Sequences_AreOneSurface(string text, string surfaces) => Assert.Equal(surfaces.Split('|'), Tokens.Surfaces(text));

    [Fact]
    public void Enumerate_SkinToneAndVariationSelector_LeaveTheNormalForm() =>
        Assert.Equal(["👍", "👍", "❤", "❤"], Tokens.Normals("👍🏽👍❤️❤"));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\0\u00A0\u3000\u2028\uFEFF")]
    [InlineData("\u0301\u200D<br />&nbsp;")]
    public void Enumerate_NothingToRead_HasNoToken(string text) => Assert.Empty(Tokens.Spans(text));

    // A fact, because attributes are stored as UTF-8 and cannot carry these.
    [Fact]
    public void Enumerate_UnpairedSurrogates_StandBetweenTokens() =>
        Assert.Equal(["a", "b", "😂"], Tokens.Surfaces("\uD83Da\uDE02b\uDE02😂\uD83D"));

    [Fact]
    public void Enumerate_RawText_GivesOffsetsIntoIt()
    {
        const string Text = "\r\nI can't\0say &quot;no&quot;\r\n";

        Assert.Equal(["I", "ca", "n't", "say", "&quot;", "no", "&quot;"], Tokens.Surfaces(Text));
        Assert.Equal(new TokenSpan(2, 3), Tokens.Spans(Text)[0]);
        Assert.Equal(new TokenSpan(6, 9), Tokens.Spans(Text)[2]);
    }

    [Fact]
    public void Enumerate_NegationWithASpace_CoversIt() =>
        Assert.Equal(["do", "n #39;t", "."], Tokens.Surfaces("don #39;t."));

    private static void AssertNormals(string normals, string text) => Assert.Equal(normals.Split(' '), Tokens.Normals(text));
}
