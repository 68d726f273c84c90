using System.Text;
using TextClassify.Molecules;
using TextClassify.Numerics;

namespace TextClassify.UnitTests.Molecules;

/// <summary>Writings of a molecule and the form that they share.</summary>
public sealed class MoleculeTests
{
    private const int Writings = 100;

    [Theory]
    [InlineData("N[C@@H](C)C(=O)O")]
    [InlineData("N[C@H](C)C(=O)O")]
    [InlineData("C/C=C/C(=O)O")]
    [InlineData(@"C/C=C\C(=O)O")]
    [InlineData("C[C@H]1CC[C@@H](C)CC1")]
    [InlineData("OC[C@H]1OC(O)[C@H](O)[C@@H](O)[C@@H]1O")]
    [InlineData("C12C3C4C1C5C2C3C45")]
    [InlineData("CC(C)(C)c1cc(C(C)(C)C)cc(C(C)(C)C)c1")]
    [InlineData("[13CH3][N+](C)(C)C.[I-]")]
    [InlineData("Cn1ccs/c1=N/C")]
    [InlineData(@"CC(=O)/N=c1\ccccn-1-c1ccccc1")]
    public void Random_AnyOrderOfAtoms_ComesBackToOneForm(string text)
    {
        var form = new CanonicalForm();
        var writer = new SmilesWriter();
        var molecule = Read(text);
        string canonical = form.Text(molecule);
        var random = new SplitMix64(1, 1);
        var seen = new HashSet<string>();
        for (int i = 0; i < Writings; i++)
        {
            string written = Encoding.ASCII.GetString(writer.WriteAtRandom(molecule, ref random));
            seen.Add(written);

            Assert.Equal(canonical, form.Text(Read(written)));
        }

        Assert.Equal(canonical, form.Text(Read(canonical)));
        Assert.True(seen.Count > 3 || text.StartsWith("C12C3", StringComparison.Ordinal), $"{seen.Count} writings");
    }

    [Theory]
    [InlineData("N[C@@H](C)C(=O)O", "N[C@H](C)C(=O)O")]
    [InlineData("F/C=C/F", @"F/C=C\F")]
    [InlineData("C[C@H]1CC[C@@H](C)CC1", "C[C@H]1CC[C@H](C)CC1")]
    [InlineData("C[S@](=O)c1ccccc1", "C[S@@](=O)c1ccccc1")]
    [InlineData("[CH3][CH3]", "[CH2][CH3]")]
    [InlineData("CCO", "CC[O-]")]
    [InlineData(@"Cn1ccs/c1=N/C", @"Cn1ccs/c1=N\C")]
    [InlineData("CCO", "[13CH3]CO")]
    [InlineData("C1CC1", "CCC")]
    [InlineData("C1CCC2CCCCC2C1", "C1CCCC1C1CCCC1")]
    [InlineData("O[C@H](C)[C@H](C)O", "O[C@H](C)[C@@H](C)O")]
    public void Text_DifferentMolecules_Differs(string one, string other) => Assert.NotEqual(Form(one), Form(other));

    [Theory]
    [InlineData("OCC", "C(O)C")]
    [InlineData("[CH3][CH2][OH]", "CCO")]
    [InlineData("N[C@@H](C)C(=O)O", "C[C@H](N)C(=O)O")]
    [InlineData("[C@](N)([H])(C)C(=O)O", "N[C@@](C)([H])C(=O)O")]
    [InlineData("F/C=C/F", @"F\C=C\F")]
    [InlineData("F/C=C/F", @"C(/F)=C\F")]
    [InlineData("F/C(Cl)=C/F", @"Cl\C(F)=C/F")]
    [InlineData("C/C=C/C=C/C", @"C(=C\C)/C=C/C")]
    [InlineData("C[C@](C)(F)Cl", "CC(C)(F)Cl")]
    [InlineData("C/C=C(/C)C", "CC=C(C)C")]
    [InlineData("C[C@H]1CCCCC1", "CC1CCCCC1")]
    [InlineData("O=C(/C=C/c1ccccc1)/C=C/c1ccccc1", @"O=C(/C=C/c1ccccc1)\C=C\c1ccccc1")]
    [InlineData("C1=CCCCC/1", "C1=CCCCC1")]
    [InlineData("O[C@H](C)[C@H](C)O", "C[C@@H](O)[C@H](C)O")]
    [InlineData("[Cl-].[Na+]", "[Na+].[Cl-]")]
    public void Text_OneMoleculeInTwoWritings_IsOne(string one, string other) => Assert.Equal(Form(one), Form(other));

    [Fact]
    public void Random_SameSeed_WritesTheSame()
    {
        var molecule = Read("CC(=O)Oc1ccccc1C(=O)O");
        var one = new SplitMix64(7, 1);
        var other = new SplitMix64(7, 1);

        Assert.Equal(Write(ref one), Write(ref other));

        byte[] Write(ref SplitMix64 random) => [.. new SmilesWriter().WriteAtRandom(molecule, ref random)];
    }

    private static string Form(string text) => new CanonicalForm().Text(Read(text));

    private static Molecule Read(string text) =>
        SmilesReader.TryRead(text, out var molecule, out var fault) ? molecule : throw new ArgumentException(fault.ToString());
}
