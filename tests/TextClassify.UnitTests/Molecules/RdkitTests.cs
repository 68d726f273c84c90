using TextClassify.Layout;
using TextClassify.Molecules;

namespace TextClassify.UnitTests.Molecules;

/// <summary>Against what RDKit 2022.09 wrote: <c>tests/fixtures/molecules/make.py</c> made the file.</summary>
public sealed class RdkitTests
{
    private static readonly string[][] Writings =
    [
        .. File.ReadLines(Path.Combine(Solution.Folder, "tests/fixtures/molecules/writings.tsv")).Select(line => line.Split('\t')),
    ];

    [Fact]
    public void Text_WritingsOfOneMolecule_AreOneForm()
    {
        var form = new CanonicalForm();

        Assert.True(Writings.Length > 300);
        Assert.All(Writings, texts => Assert.Single(texts.Select(text => form.Text(Read(text))).Distinct(StringComparer.Ordinal)));
    }

    /// <summary>Stereoisomers are different molecules, and RDKit's canonical forms tell which are.</summary>
    [Fact]
    public void Text_MoleculesThatRdkitTellsApart_AreApart()
    {
        var form = new CanonicalForm();

        Assert.Equal(Writings.Length, Writings.Select(texts => form.Text(Read(texts[0]))).Distinct(StringComparer.Ordinal).Count());
    }

    private static Molecule Read(string text) =>
        SmilesReader.TryRead(text, out var molecule, out var fault) ? molecule : throw new ArgumentException(fault.ToString());
}
