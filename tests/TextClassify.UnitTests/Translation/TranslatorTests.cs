using TextClassify.Translation;

namespace TextClassify.UnitTests.Translation;

public sealed class TranslatorTests
{
    private const int C = 3;
    private const int O = 4;
    private static readonly SymbolVocabulary Vocabulary = new(["C", "O", "("]);

    [Theory]
    [InlineData("OCC.CN", "N-C.C(O)C")]
    [InlineData(" C(O)C ", "CCO")]
    public void Read_WritingsOfTheSameMolecules_AreReadAlike(string text, string other)
    {
        string? read = Smiles().Read(text, out _);

        Assert.NotNull(read);
        Assert.Equal(read, Smiles().Read(other, out _));
        Assert.Equal(read, Smiles().Read(read, out _));
        Assert.Equal(read.Split('.').Order(StringComparer.Ordinal), read.Split('.'));
    }

    /// <summary>The place is that of the text as it was sent.</summary>
    [Theory]
    [InlineData("CC(C", 2)]
    [InlineData("  CCO.C)C", 7)]
    [InlineData("CO.?", 3)]
    public void Read_NoSmiles_IsTheFirstFaultsPlace(string text, int place)
    {
        Assert.Null(Smiles().Read(text, out var fault));
        Assert.Equal(place, fault.Place);
        Assert.NotEmpty(fault.Message);
    }

    /// <summary>CO and OC are methanol: one answer, whose score is that of both; what is no SMILES stays beside it.</summary>
    [Fact]
    public async Task TranslateAsync_WritingsOfOneMolecule_AreOneCandidate()
    {
        var net = TwoOfTwo();
        var translated = await new Translator(net, Vocabulary, TextNotation.Smiles).TranslateAsync(
            new[] { C }, beam: 4, attention: false, TestContext.Current.CancellationToken);

        var all = net.All().ToDictionary(text => string.Join(' ', text.Ids), text => Math.Exp(text.LogProbability));
        string form = Smiles().Read("CO", out _)!;
        var methanol = Assert.Single(translated.Candidates, candidate => candidate.Form == form);
        Assert.Equal(all[$"{C} {O}"] + all[$"{O} {C}"], methanol.Probability, 1e-6);
        Assert.Equal("OC", methanol.Text);
        Assert.True(methanol.IsValid);
        Assert.Equal(
            translated.Candidates.Select(candidate => candidate.Probability).OrderDescending(),
            translated.Candidates.Select(candidate => candidate.Probability));
        Assert.Equal(TimeSpan.FromSeconds(2), translated.Compute);
    }

    [Fact]
    public async Task TranslateAsync_Characters_StayApartAndSayNothingOfValidity()
    {
        var translated = await new Translator(TwoOfTwo(), Vocabulary, TextNotation.Characters).TranslateAsync(
            new[] { C }, beam: 4, attention: false, TestContext.Current.CancellationToken);

        Assert.Contains(translated.Candidates, candidate => candidate is { Text: "CO", IsValid: null });
        Assert.Contains(translated.Candidates, candidate => candidate is { Text: "OC", IsValid: null });
    }

    private static Translator Smiles() => new(TwoOfTwo(), Vocabulary, TextNotation.Smiles);

    /// <summary>Writes O then C, or C then O a little less often, and ends.</summary>
    private static TableWriter TwoOfTwo()
    {
        float[,,] logits = new float[3, 6, 6];
        logits[0, SymbolVocabulary.EdgeId, O] = 8.2f;
        logits[0, SymbolVocabulary.EdgeId, C] = 8;
        logits[1, O, C] = 9;
        logits[1, C, O] = 9;
        for (int id = 0; id < 6; id++)
        {
            logits[2, id, SymbolVocabulary.EdgeId] = 9;
        }

        return new(logits, new(6, 1, 1, 2));
    }
}
