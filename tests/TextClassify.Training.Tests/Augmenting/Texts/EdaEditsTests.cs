using TextClassify.Numerics;
using TextClassify.Training.Augmenting.Texts;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Augmenting.Texts;

public sealed class EdaEditsTests : IDisposable
{
    // Lines as WordNet 3.0 has them, with the licence's first line above.
    private const string Verbs = """
          1 This software and database is being provided to you
        00001740 29 v 04 breathe 0 take_a_breath 0 respire 0 suspire 3 021 * 00005041 v 0000 | draw air into
        01926311 38 v 01 run 0 001 @ 01835496 v 0000 | move fast
        """;

    private const string Adjectives = """
        00013887 00 s 02 galore(ip) 0 Abounding 0 001 & 00013160 a 0000 | in great numbers
        14000000 00 a 02 a 0 first 0 000 | a letter
        """;

    private readonly TemporaryFolder _folder = new();

    public EdaEditsTests()
    {
        Write("data.verb", Verbs);
        Write("data.adj", Adjectives);
        Write("data.noun", "");
        Write("data.adv", "");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("breathe", new[] { "take a breath", "respire", "suspire" })]
    [InlineData("galore", new[] { "abounding" })]
    [InlineData("run", new string[0])]
    [InlineData("a", new string[0])]
    [InlineData("unknown", new string[0])]
    public void Of_Word_IsTheOthersOfItsMeanings(string word, string[] others) =>
        Assert.Equal(others, Synonyms.Read(_folder.Root).Of(word));

    [Fact]
    public void Read_FileThatIsMissing_SaysWhichAndWhatToInstall()
    {
        File.Delete(Path.Combine(_folder.Root, "data.adv"));

        var refused = Assert.Throws<DataException>(() => Synonyms.Read(_folder.Root));

        Assert.Contains("data.adv is not there", refused.Message, StringComparison.Ordinal);
        Assert.Contains("wordnet-base", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LineThatIsNoSynset_NamesIt()
    {
        Write("data.adv", "00001740 02 r zz a_cappella 0 000 | without musical accompaniment");

        Assert.Contains("Line 1 of", Assert.Throws<DataException>(() => Synonyms.Read(_folder.Root)).Message, StringComparison.Ordinal);
    }

    /// <summary>A text of one known word and ten others: a tenth of it is one word, and only the known one has synonyms.</summary>
    [Theory]
    [InlineData(0, "synonym")]
    [InlineData(1, "insert")]
    [InlineData(2, "swap")]
    [InlineData(3, "delete")]
    public void Draw_EachWay_DoesWhatItIsNamedFor(int way, string name)
    {
        var text = new WordText("Here they breathe the cold clear air of the far north .");
        var edits = new EdaEdits(new([text]), Synonyms.Read(_folder.Root));
        var random = new SplitMix64(1, 1);
        EditedText[] drawn = [.. Enumerable.Range(0, 200).Select(_ => edits.Draw(text, way, ref random)).OfType<EditedText>()];

        Assert.NotEmpty(drawn);
        Assert.All(drawn, edited => Assert.Equal(name, edited.Edits));
        Assert.All(drawn, edited => Assert.True(Holds(way, text.Words, [.. new WordText(edited.Text).Words])));
    }

    private static bool Holds(int way, string[] old, string[] now)
    {
        string[] synonyms = ["take", "a", "breath", "respire", "suspire"];
        return way switch
        {
            0 => !now.Contains("breathe") && synonyms.Any(now.Contains) && old.Except(now).SequenceEqual(["breathe"]),
            1 => now.Length > old.Length && !old.Except(now).Any() && now.Except(old).All(synonyms.Contains),
            2 => now.Order(StringComparer.Ordinal).SequenceEqual(old.Order(StringComparer.Ordinal)) && !now.SequenceEqual(old),
            _ => now.Length < old.Length && !now.Except(old).Any(),
        };
    }

    private void Write(string file, string text) => _folder.Write(file, text);
}
