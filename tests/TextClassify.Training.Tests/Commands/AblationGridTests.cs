using TextClassify.Training.Classifier;
using TextClassify.Training.Commands;
using TextClassify.Training.Data;
using TextClassify.Training.Nets;

namespace TextClassify.Training.Tests.Commands;

public sealed class AblationGridTests
{
    private static readonly Recipe Base = new() { Name = "base", Description = "", Source = "", Train = ["a.csv"] };

    [Fact]
    public void Cells_TwoAxes_AreEveryCombinationInOrder()
    {
        var cells = AblationGrid.Parse(["cell=lstm,gru", "windows=3,1+5"]).Cells(Base);

        Assert.Equal(
            ["lstm 3", "lstm 1+5", "gru 3", "gru 1+5"], cells.Select(cell => string.Join(' ', cell.Values)));
        Assert.Equal(CellKind.Gru, cells[3].Recipe.Net.Cell);
        Assert.Equal([1, 5], cells[3].Recipe.Net.Windows);
        Assert.Equal(4, cells.Select(cell => cell.Slug).Distinct().Count());
    }

    [Fact]
    public void Cells_TrainingAndTopProperties_AreSet()
    {
        var cell = Assert.Single(AblationGrid.Parse(["redundancyPenalty=0.1", "minCount=3"]).Cells(Base));

        Assert.Equal(0.1, cell.Recipe.Training.RedundancyPenalty);
        Assert.Equal(3, cell.Recipe.MinCount);
    }

    [Theory]
    [InlineData("cell")]
    [InlineData("cell=")]
    [InlineData("nothing=1")]
    [InlineData("cell=transformer")]
    [InlineData("aspects=0")]
    [InlineData("windows=2")]
    public void Cells_WhatNoRecipeCanHave_IsRefused(string axis) =>
        Assert.Throws<DataException>(() => AblationGrid.Parse([axis]).Cells(Base));
}
