using TextClassify.Molecules;
using TextClassify.Numerics;
using TextClassify.Reactions;

namespace TextClassify.UnitTests.Reactions;

public sealed class SmilesTextTests
{
    private const string Amide = "OC(=O)c1ccccc1.N[C@@H](C)C(=O)OC>>COC(=O)[C@H](C)NC(=O)c1ccccc1";

    public static TheoryData<string> Texts => new(
        Amide, "C", "CC(=O)O", "[Na+].[Cl-]", @"F/C=C/F", "BrCCl>O.[Pd]>ClCC%10CCCC%10", "  c1cc[nH]c1 ", "[H]C([2H])([H])O[H]");

    [Theory]
    [InlineData("CC>CC", 5, "two >")]
    [InlineData("CC>>CC>C", 6, "no more")]
    [InlineData("CC>>", 4, "an atom was expected")]
    [InlineData(">>CC", 0, "an atom was expected")]
    [InlineData("CC>C(>CC", 4, "branch is not closed")]
    [InlineData("CC>>C(C", 5, "branch is not closed")]
    [InlineData("  CC>>CX", 7, "no atom")]
    [InlineData("a fine film", 0, "no atom")]
    [InlineData("   ", 3, "an atom was expected")]
    public void TryRead_NoSmiles_NamesTheFirstFaultByItsPlaceInTheWholeText(string text, int place, string message)
    {
        Assert.False(SmilesText.TryRead(text, out var read, out var fault));

        Assert.Null(read);
        Assert.Equal(place, fault.Place);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Atoms_OfAReaction_BeginWhereTheyStandAndLeaveCountedHydrogensOut()
    {
        Assert.True(SmilesText.TryRead(" [H]OC.Cl>>C[13CH3]", out var read, out _));

        Assert.Equal([4, 5, 7, 11, 12], read.Atoms.ToArray());
    }

    /// <summary>Neighbours tell the atoms of an element apart: a wrong index would give an atom another's.</summary>
    [Theory]
    [MemberData(nameof(Texts))]
    public void Write_AtRandom_IsTheSameMoleculesAndKnowsWhichAtomIsWhich(string text)
    {
        Assert.True(SmilesText.TryRead(text, out var read, out _));
        var writer = new SmilesWriter();
        for (int stream = 0; stream < 20; stream++)
        {
            var random = new SplitMix64(1, stream);
            var writing = read.Write(writer, ref random);

            Assert.True(SmilesText.TryRead(writing.Text, out var again, out _));
            Assert.Equal(FormOf(text), FormOf(writing.Text));
            Assert.Equal(Enumerable.Range(0, read.Atoms.Length), writing.Order.Order());
            string[] given = Surroundings(text), written = Surroundings(writing.Text);
            Assert.Equal(writing.Order.Select(atom => given[atom]), written);
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void AddTo_AnyNumbers_KeepsTheirSum(string text)
    {
        const int Width = 3;
        Assert.True(SmilesText.TryRead(text, out var read, out _));
        var random = new SplitMix64(7, 0);
        var writing = read.Write(new(), ref random);
        float[] tokens = [.. SmilesTokens.Starts(writing.Text).SelectMany(_ => new float[Width]).Select(_ => (float)random.NextNormal())];
        double[] atoms = new double[read.Atoms.Length * Width];

        writing.AddTo(tokens, Width, atoms);

        for (int column = 0; column < Width; column++)
        {
            Assert.Equal(
                tokens.Where((_, i) => i % Width == column).Sum(number => (double)number),
                atoms.Where((_, i) => i % Width == column).Sum(),
                1e-9);
        }
    }

    [Fact]
    public void AddTo_SymbolsBehindAnAtom_AreTheAtomsOwn()
    {
        Assert.True(SmilesText.TryRead("C(=O)C", out _, out _));
        double[] atoms = new double[3];

        new SmilesWriting("CC(=O)O", [2, 0, 1, 3]).AddTo([1, 2, 4, 8, 16, 32], 1, atoms = new double[4]);

        // The last atom was cut.
        Assert.Equal([14, 48, 1, 0], atoms);
    }

    private static string FormOf(string text) => string.Join('>', text.Trim().Split('>').Select(part =>
        SmilesReader.TryRead(part, out var molecule, out _) ? new CanonicalForm().Text(molecule) : ""));

    /// <summary>Of each atom its element, and those of its neighbours, in an order of their own.</summary>
    private static string[] Surroundings(string text)
    {
        var all = new List<string>();
        foreach (string part in text.Trim().Split('>'))
        {
            if (SmilesReader.TryRead(part, out var molecule, out _))
            {
                for (int atom = 0; atom < molecule.AtomCount; atom++)
                {
                    var around = molecule.BondsOf(atom).ToArray()
                        .Select(bond => $"{molecule.Bonds[bond].Order}{molecule.Atoms[molecule.Bonds[bond].Other(atom)]}");
                    all.Add($"{molecule.Atoms[atom]}: {string.Join(' ', around.Order(StringComparer.Ordinal))}");
                }
            }
        }

        return [.. all];
    }
}
