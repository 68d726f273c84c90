using System.Globalization;
using System.Xml.Linq;
using TextClassify.Training.Data;
using TextClassify.Training.Language.Curves;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Language.Curves;

public sealed class CurveChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly CurvePoint[] Points =
    [
        new("cells", "A & B", 1, 100_000, 3), new("cells", "A & B", 1, 1_000_000, 1.5),
        new("cells", "A & B", 2, 100_000, 4), new("cells", "A & B", 2, 1_000_000, 2.5),
        new("cells", "C", 1, 100_000, 3), new("cells", "C", 1, 1_000_000, 2),
    ];

    /// <summary>
    /// The axis has 4 bits at its top and 1.5 at its foot, 250 below. The band goes along the best seeds and back along the worst.
    /// </summary>
    [Fact]
    public void Draw_Points_StandAtTheirFigures()
    {
        var chart = XDocument.Parse(CurveChart.Draw(CurvePanel.Of(Points)));

        Assert.Equal(["0 50L200 200", "0 100L200 200"], Paths(chart, "mean"));
        Assert.Equal(["0 100L200 250L200 150L0 0"], Paths(chart, "band"));
    }

    [Fact]
    public void Draw_Lines_AreNamedAtTheirEndsWithTheirLastFigure()
    {
        var chart = XDocument.Parse(CurveChart.Draw(CurvePanel.Of(Points)));
        var labels = chart.Descendants(Svg + "text")
            .Where(text => text.Attribute("class")?.Value.StartsWith("label", StringComparison.Ordinal) is true)
            .ToArray();

        Assert.Equal(["A & B 2.000", "C 2.000"], labels.Select(label => label.Value));
        double[] heights = [.. labels.Select(label => double.Parse(label.Attribute("y")!.Value, CultureInfo.InvariantCulture))];
        Assert.True(Math.Abs(heights[0] - heights[1]) >= 15);
    }

    [Fact]
    public void Of_SeedThatIsBehind_EndsTheMeanWhereAllAre()
    {
        var line = Assert.Single(CurvePanel.Of([.. Points.Take(3)])[0].Lines);

        Assert.Equal([new CurveKnot(100_000, 3.5, 3, 4)], line.Knots);
    }

    [Fact]
    public void Read_FormattedPoints_AreThePoints()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(Points, CurveFile.Read(folder.Write("points.csv", CurveFile.Format(Points))));
    }

    [Theory]
    [InlineData("a;b;c\n", "must hold the line panel;net;seed;characters;bits and then a point a line.")]
    [InlineData("panel;net;seed;characters;bits\n", "must hold the line panel;net;seed;characters;bits and then a point a line.")]
    [InlineData("panel;net;seed;characters;bits\na;b;1;100;2\na;b;1;0;2\n", "line 3: no point of a curve")]
    [InlineData("panel;net;seed;characters;bits\na;b;1;100;NaN\n", "line 2: no point of a curve")]
    public void Read_OtherText_IsRefused(string content, string fault)
    {
        using var folder = new TemporaryFolder();

        var refusal = Assert.Throws<DataException>(() => CurveFile.Read(folder.Write("points.csv", content)));

        Assert.Contains(fault, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>The pictures of the documentation are of the figures beside them; <c>draw-curves</c> draws them anew.</summary>
    [Theory]
    [InlineData("comparison")]
    [InlineData("language-5")]
    [InlineData("comparison-wide")]
    public void Draw_CommittedPoints_IsTheCommittedPicture(string name)
    {
        string file = Path.Combine(DataFolder.SolutionFolder(AppContext.BaseDirectory)!, "docs", "curves", name);

        Assert.Equal(File.ReadAllText(file + ".svg"), CurveChart.Draw(CurvePanel.Of(CurveFile.Read(file + ".csv"))));
    }

    private static IEnumerable<string> Paths(XDocument chart, string kind) => chart.Descendants(Svg + "path")
        .Where(path => path.Attribute("class")!.Value.StartsWith(kind + " ", StringComparison.Ordinal))
        .Select(path => path.Attribute("d")!.Value.TrimStart('M').TrimEnd('Z'));
}
