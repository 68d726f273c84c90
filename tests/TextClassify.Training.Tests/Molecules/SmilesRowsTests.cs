using TextClassify.Molecules;
using TextClassify.Text;
using TextClassify.Training.Data;
using TextClassify.Training.Molecules;

namespace TextClassify.Training.Tests.Molecules;

public sealed class SmilesRowsTests
{
    private static readonly LabelledText[] Rows =
        [new("CCO\nCC=O", "oxidation") { Line = 1 }, new("C(", "none") { Line = 2 }, new("N", "none")];

    [Fact]
    public void Of_JoinedColumnsAndOtherTexts_ReadsReactionsAndListsWhatIsNoSmiles()
    {
        var read = SmilesRows.Of(new DataSet(Rows, []));

        Assert.Equal(["CCO>>CC=O", "N"], read.Rows.Select(row => row.Text));
        Assert.Equal([2], read.BadRows.Select(row => row.Line));
        Assert.StartsWith("is no SMILES: ", read.BadRows[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_OfTexts_AreTheFrequentOnesOfTheTextsAndTheirWritings()
    {
        var vocabulary = SmilesRows.Symbols(["CC(=O)Cl", "C[13CH3]"], minCount: 2, maxRows: 100);

        Assert.Equal(["<pad>", "<unk>", "C"], Enumerable.Range(0, 3).Select(id => vocabulary[id]));
        Assert.True(vocabulary.TryGetId("[13CH3]", out _));
        Assert.Equal(4, SmilesRows.Symbols(["CC(=O)Cl"], minCount: 1, maxRows: 4).Count);
    }

    [Fact]
    public void Draw_SameNumbers_GivesTheSameWritingsOfTheSameMolecule()
    {
        LabelledText[] rows = [new("CC(=O)Oc1ccccc1C(=O)O", "drug"), new("film", "none")];
        var encoder = new SmilesEncoder(SmilesRows.Symbols(rows.Select(row => row.Text), 1, 100), 100);
        int[][] Drawn(int seed)
        {
            var (writings, draws) = (new RandomWritings(rows, encoder), new Random(seed));
            return [.. Enumerable.Range(0, 6).Select(i => writings.Draw(i == 5 ? 1 : 0, draws).ToArray())];
        }

        var drawn = Drawn(3);

        Assert.Equal(drawn, Drawn(3));
        Assert.True(drawn.Take(5).Select(ids => string.Join(' ', ids)).Distinct().Count() > 1);
        var form = new CanonicalForm();
        Assert.All(drawn.Take(5), ids =>
        {
            Assert.True(SmilesReader.TryRead(string.Concat(ids.Select(id => encoder[id])), out var molecule, out _));
            Assert.True(SmilesReader.TryRead(rows[0].Text, out var given, out _));
            Assert.Equal(form.Text(given), form.Text(molecule));
        });
        Assert.Equal(encoder.Encode("film").Ids.ToArray(), drawn[5]);
    }

    [Fact]
    public async Task ScoreAsync_SeveralWritings_IsTheMeanOfWhatWasSaidOfEach()
    {
        LabelledText[] rows = [new("CCO", "a"), new("OC", "b")];
        string[] labels = ["a", "b"];
        var encoder = new SmilesEncoder(SmilesRows.Symbols(["CCO"], 1, 10), 10);
        int asked = 0;

        var mean = await WritingsScore.ScoreAsync(rows, labels, encoder, 3, split =>
        {
            float said = 3 * ++asked;
            return Task.FromResult(split.Logits(2, [said, 0, 0, -said]));
        });

        Assert.Equal([6, 0, 0, -6], mean.Logits);
        Assert.Equal([0, 1], mean.Labels);
    }
}
