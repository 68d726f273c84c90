using TextClassify.Molecules;

namespace TextClassify.UnitTests.Molecules;

public sealed class SmilesReaderTests
{
    [Theory]
    [InlineData("", 0, "an atom was expected")]
    [InlineData("C(", 1, "branch is not closed")]
    [InlineData("C(C", 1, "branch is not closed")]
    [InlineData("C)", 1, "no branch is open")]
    [InlineData("C()C", 2, "expected in the branch")]
    [InlineData("(C)", 0, "begins behind an atom")]
    [InlineData("C((C))", 2, "begins behind an atom")]
    [InlineData("C(=)C", 3, "expected in the branch")]
    [InlineData("CC=", 3, "behind the bond")]
    [InlineData("=C", 0, "before the bond")]
    [InlineData("C==C", 2, "before the bond")]
    [InlineData("C..C", 2, "between whole molecules")]
    [InlineData("C.", 2, "an atom was expected")]
    [InlineData("C1CC", 1, "ring is not closed")]
    [InlineData("C12CC1", 2, "ring is not closed")]
    [InlineData("1CC1", 0, "stands behind an atom")]
    [InlineData("C11", 2, "more than one atom")]
    [InlineData("C1C1", 3, "have a bond already")]
    [InlineData("C=1CC#1", 6, "another bond")]
    [InlineData("CC%1", 2, "two digits")]
    [InlineData("C[N", 3, "closing bracket")]
    [InlineData("C[NH4+", 6, "closing bracket")]
    [InlineData("C[Qq]", 2, "element")]
    [InlineData("[C@TH1](F)(Cl)(Br)I", 3, "only @ and @@")]
    [InlineData("C Cl", 1, "no atom")]
    [InlineData("CXC", 1, "no atom")]
    [InlineData("CC>>CC", 2, "no atom")]
    [InlineData("C[C+99]", 3, "charge of 15")]
    [InlineData("[9999C]", 1, "at most 999")]
    [InlineData(@"F/C(\Cl)=C/F", 4, "contradicts")]
    [InlineData("Cé", 1, "no atom")]
    public void TryRead_NoSmiles_NamesTheFirstFault(string text, int place, string message)
    {
        Assert.False(SmilesReader.TryRead(text, out var molecule, out var fault));

        Assert.Null(molecule);
        Assert.Equal(place, fault.Place);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_TooManyAtoms_SaysHowManyItTakes()
    {
        Assert.True(SmilesReader.TryRead(new string('C', SmilesReader.MostAtoms), out var longest, out _));
        Assert.Equal(SmilesReader.MostAtoms, longest.AtomCount);

        Assert.False(SmilesReader.TryRead(new string('C', SmilesReader.MostAtoms + 1), out _, out var fault));
        Assert.Equal(SmilesReader.MostAtoms, fault.Place);
        Assert.Contains("1000", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Rings that can be closed one after another in one writing may all be open in the next.</summary>
    [Fact]
    public void TryRead_MoreRingsThanNumbers_SaysHowManyItTakes()
    {
        string rings = string.Concat(Enumerable.Repeat("C1CC1", 99));
        Assert.True(SmilesReader.TryRead(rings, out _, out _));

        Assert.False(SmilesReader.TryRead(rings + "C1CC1", out _, out var fault));
        Assert.Equal(rings.Length + 4, fault.Place);
        Assert.Contains("99 rings", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>Total hydrogens, as the formulas of these compounds have them.</summary>
    [Theory]
    [InlineData("CC(=O)Oc1ccccc1C(=O)O", 13, 13, 8)]
    [InlineData("Cn1cnc2c1c(=O)n(C)c(=O)n2C", 14, 15, 10)]
    [InlineData("CS(=O)(=O)c1ccccc1", 10, 10, 8)]
    [InlineData("OP(=O)(O)O", 5, 4, 3)]
    [InlineData("c1cc[nH]c1", 5, 5, 5)]
    [InlineData("C[N+](=O)[O-]", 4, 3, 3)]
    [InlineData("[H]C([H])([H])[H]", 1, 0, 4)]
    [InlineData("[Na+].[Cl-]", 2, 0, 0)]
    [InlineData("C1CC%10CC1CC%10", 7, 8, 12)]
    public void TryRead_KnownCompounds_HaveTheirAtoms(string text, int atoms, int bonds, int hydrogens)
    {
        Assert.True(SmilesReader.TryRead(text, out var molecule, out var fault), fault.ToString());

        Assert.Equal(atoms, molecule.AtomCount);
        Assert.Equal(bonds, molecule.BondCount);
        Assert.Equal(hydrogens, molecule.Atoms.Sum(atom => atom.Hydrogens));
    }

    [Theory]
    [InlineData("ClCBr[nH]%12C", new[] { 0, 2, 3, 5, 9, 12 })]
    [InlineData("[C", new[] { 0, 1 })]
    public void Starts_OfATokenEach_AreAtoms(string text, int[] starts) => Assert.Equal(starts, SmilesTokens.Starts(text));
}
