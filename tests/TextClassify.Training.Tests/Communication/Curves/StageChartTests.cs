using System.Xml.Linq;
using TextClassify.Training.Communication.Curves;
using TextClassify.Training.Data;
using TextClassify.Training.Tests.Data;

namespace TextClassify.Training.Tests.Communication.Curves;

public sealed class StageChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private const string Points = """
        panel;line;stage;seed;percent
        nodes & all;each;2;1;80
        nodes & all;each;2;2;90
        nodes & all;each;4;1;40
        nodes & all;each;4;2;60
        """;

    /// <summary>The scale goes from 40 to 100, 170 apart; two stages stand 14 from either side of 180.</summary>
    [Fact]
    public void Draw_Points_StandAtTheirFigures()
    {
        using var folder = new TemporaryFolder();

        var chart = XDocument.Parse(StageChart.Draw(StagePoint.Read(folder.Write("points.csv", Points))));

        Assert.Equal(["14 42.5L166 141.7"], Paths(chart, "mean"));
        Assert.Equal(["14 56.7L166 170L166 113.3L14 28.3"], Paths(chart, "band"));
        Assert.Equal(["2", "4"], Texts(chart, "tick").TakeLast(2));
        Assert.Equal(["nodes & all"], Texts(chart, "title"));
        Assert.StartsWith("each 50.0", Assert.Single(Texts(chart, "label")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("panel;line;stage;seed\n", "must hold the line")]
    [InlineData("panel;line;stage;seed;percent\na;b;c;1;101\n", "line 2: no point")]
    [InlineData("panel;line;stage;seed;percent\na;b;c;1;2\na;b;c;one;2\n", "line 3: no point")]
    public void Read_UnsoundFile_SaysWhere(string text, string said)
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<DataException>(() => StagePoint.Read(folder.Write("points.csv", text)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(XDocument chart, string kind) => chart.Descendants(Svg + "path")
        .Where(path => path.Attribute("class")!.Value.StartsWith(kind, StringComparison.Ordinal))
        .Select(path => path.Attribute("d")!.Value.TrimStart('M').TrimEnd('Z'));

    private static IEnumerable<string> Texts(XDocument chart, string kind) => chart.Descendants(Svg + "text")
        .Where(text => text.Attribute("class")?.Value.StartsWith(kind, StringComparison.Ordinal) is true)
        .Select(text => text.Value);
}
