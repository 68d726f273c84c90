using TextClassify.Molecules;
using TextClassify.Training.Augmenting.Pairs;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;
using TextClassify.Training.Translation;
using TextClassify.Translation;

namespace TextClassify.Training.Tests.Translation;

public sealed class PairDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PairDataTests()
    {
        Write("train.csv", "OCC.CC(O)=O,CC(=O)OCC", "CN.CC(Cl)=O,CC(=O)NC", "CCO.C(,CC", "CCCCCCCCCCCCCCCC,CC");
        Write("dev.csv", "OC.CC(O)=O,COC(C)=O");
    }

    public static TheoryData<string> Forms => [.. Enum.GetNames<PairForm>()];

    /// <summary>One too long and one that is no SMILES, whatever the writing; the others in as many writings as were asked for.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Read_AnyForm_KeepsTheSamePairsInWritingsOfTheSameMolecules(string name)
    {
        var form = Enum.Parse<PairForm>(name);
        var data = PairData.Read(Recipe(form), _folder.Root, TestContext.Current.CancellationToken);

        Assert.Equal((2, 2), (data.Train.Count, data.LeftOut));
        Assert.All(data.Train, writings => Assert.Equal(form is PairForm.Canonical ? 1 : 5, writings.Count));
        Assert.Equal(
            [Canonical("CC(=O)OCC"), Canonical("CC(=O)NC")],
            data.Train.Select(writings => Assert.Single(writings.Select(pair => Canonical(pair.Target)).Distinct())));
    }

    [Fact]
    public void Read_DevelopmentPairs_AreCanonicalWhateverTheForm()
    {
        var pair = Assert.Single(PairData.Read(Recipe(PairForm.Random), _folder.Root, TestContext.Current.CancellationToken).Dev);

        Assert.Equal(Canonical("COC(C)=O"), pair.Target);
        Assert.Equal(string.Join('.', new[] { Canonical("CO"), Canonical("CC(=O)O") }.Order(StringComparer.Ordinal)), pair.Source);
    }

    [Fact]
    public void Read_AsTheyStand_AreTheFilesOwnTexts()
    {
        var data = PairData.Read(
            Recipe(null) with { Notation = TextNotation.Characters }, _folder.Root, TestContext.Current.CancellationToken);

        Assert.Contains(new TextPair("CCO.C(", "CC"), data.Train.Select(Assert.Single));
    }

    [Fact]
    public void Read_NothingShortEnough_SaysHowManyWereLeftOut()
    {
        var refusal = Assert.Throws<DataException>(() => PairData.Read(
            Recipe(PairForm.Canonical) with { MaxSymbols = 1 }, _folder.Root, TestContext.Current.CancellationToken));

        Assert.Contains("5 being too long (maxSymbols is 1) or no SMILES", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Canonical(string smiles)
    {
        Assert.True(SmilesReader.TryRead(smiles, out var molecule, out _));
        return new CanonicalForm().Text(molecule);
    }

    private static TranslatorRecipe Recipe(PairForm? form) => new()
    {
        Name = "pairs",
        Description = "Pairs.",
        Source = "Made up.",
        Train = "train.csv",
        Dev = "dev.csv",
        Notation = TextNotation.Smiles,
        MaxSymbols = 12,
        Writing = new() { Choose = form, Copies = 5, Pool = 3 },
    };

    private void Write(string file, params string[] rows) =>
        File.WriteAllLines(Path.Combine(_folder.Root, file), rows.Prepend("source,target"));
}
