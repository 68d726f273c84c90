using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class LabelsTests
{
    [Fact]
    public void Of_Rows_GivesDistinctLabelsInOrdinalOrder()
    {
        var labels = Labels.Of([new("x", "b"), new("y", "a"), new("z", "B"), new("w", "b")]);

        Assert.Equal(["B", "a", "b"], labels.Names);
        Assert.Equal([2, 0], labels.IndicesOf(["b", "B"]));
    }

    [Fact]
    public void Of_OneLabel_SaysWhich()
    {
        var exception = Assert.Throws<DataException>(() => Labels.Of([new("x", "b"), new("y", "b")]));

        Assert.Equal("Every row has the label 'b'; a classifier needs at least two labels.", exception.Message);
    }

    [Fact]
    public void Of_AsManyLabelsAsRows_AsksAboutTheColumn()
    {
        var rows = Enumerable.Range(0, Labels.Most + 1).Select(i => new LabelledText("x", $"{i}"));

        Assert.Contains("is this the label column?", Assert.Throws<DataException>(() => Labels.Of(rows)).Message, StringComparison.Ordinal);
    }
}
