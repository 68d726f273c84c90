using System.Security;
using System.Text;
using TextClassify.Training.Language.Curves;

namespace TextClassify.Training.Communication.Curves;

/// <summary>
/// What nets reached against what was varied, as an SVG file: panels in rows of three, each with its own scale of percents, a line with its
/// name at its end, and between its best and worst seed a band.
/// </summary>
internal static class StageChart
{
    private const int Columns = 3;
    private const int Left = 46;
    private const int Top = 54;
    private const int PlotWidth = 180;
    private const int PlotHeight = 170;
    private const int LabelWidth = 150;
    private const int RowHeight = PlotHeight + 74;
    private const int LineHeight = 15;
    private const int Margin = 14;

    public static string Draw(IReadOnlyList<StagePoint> points)
    {
        var panels = points.GroupBy(point => point.Panel).ToArray();
        int columns = Math.Min(Columns, panels.Length), rows = (panels.Length + columns - 1) / columns;
        int width = Left + (columns * (PlotWidth + LabelWidth)), height = Top + (rows * RowHeight) - 20;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
            <title>Right answers in percent: {Text(string.Join("; ", panels.Select(panel => panel.Key)))}</title>
            {CurveChart.Style}
            <rect class="page" width="{width}" height="{height}" rx="6"/>
            <text class="tick" x="10" y="18">right answers, %</text>

            """);
        foreach (var (index, panel) in panels.Index())
        {
            int x = Left + (index % columns * (PlotWidth + LabelWidth)), y = Top + (index / columns * RowHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x} {y})\">\n");
            Draw(svg, panel.Key, [.. panel]);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, string title, StagePoint[] points)
    {
        string[] stages = [.. points.Select(point => point.Stage).Distinct()];
        double least = points.Min(point => point.Percent), most = points.Max(point => point.Percent);
        double step = (most - least) switch { > 40 => 20, > 16 => 10, > 6 => 5, > 3 => 2, _ => 1 };
        double bottom = Math.Floor(least / step) * step, top = Math.Max(bottom + step, Math.Ceiling(most / step) * step);
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" y=\"-14\">{Text(title)}</text>\n");
        for (double tick = bottom; tick <= top; tick += step)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""
                <path class="grid" d="M0 {Pixels(Y(tick))}H{PlotWidth}"/>
                <text class="tick" x="-8" y="{Pixels(Y(tick))}" dy="4" text-anchor="end">{tick:0}</text>

                """);
        }

        foreach (var (index, stage) in stages.Index())
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text class=\"tick\" x=\"{Pixels(X(index))}\" y=\"{PlotHeight + 18}\" text-anchor=\"middle\">{Text(stage)}</text>\n");
        }

        var lines = points.GroupBy(point => point.Line).Select(line => (
            Name: line.Key,
            Knots: line.GroupBy(point => Array.IndexOf(stages, point.Stage)).OrderBy(knot => knot.Key).Select(knot => (
                X: X(knot.Key),
                Mean: knot.Average(point => point.Percent),
                Least: knot.Min(point => point.Percent),
                Most: knot.Max(point => point.Percent))).ToArray())).ToArray();
        double[] labels = CurveLabels.Place([.. lines.Select(line => Y(line.Knots[^1].Mean))], LineHeight, PlotHeight);
        foreach (var (index, line) in lines.Index())
        {
            int colour = index % CurveChart.MaxLines;
            var around = line.Knots.Select(knot => Point(knot.X, knot.Least)).Concat(line.Knots.Reverse().Select(
                knot => Point(knot.X, knot.Most)));
            var end = line.Knots[^1];
            svg.Append(CultureInfo.InvariantCulture, $"""
                <path class="band c{colour}" d="M{string.Join('L', around)}Z"/>
                <path class="mean c{colour}" d="M{string.Join('L', line.Knots.Select(knot => Point(knot.X, knot.Mean)))}"/>
                {string.Concat(line.Knots.Select(knot => Dot(knot.X, knot.Mean, colour)))}
                <path class="lead" d="M{Pixels(end.X + 4)} {Pixels(Y(end.Mean))}L{PlotWidth + 10} {Pixels(labels[index])}"/>
                <text class="label c{colour}" x="{PlotWidth + 13}" y="{Pixels(labels[index])}" dy="4">{Text(line.Name)} {end.Mean:F1}</text>

                """);
        }

        double X(int stage) => stages.Length == 1
            ? PlotWidth / 2.0
            : Margin + (stage * (PlotWidth - (2.0 * Margin)) / (stages.Length - 1));

        double Y(double percent) => PlotHeight * (top - percent) / (top - bottom);

        string Point(double x, double percent) => $"{Pixels(x)} {Pixels(Y(percent))}";

        string Dot(double x, double percent, int colour) => FormattableString.Invariant(
            $"<circle class=\"c{colour}\" cx=\"{Pixels(x)}\" cy=\"{Pixels(Y(percent))}\" r=\"3\"/>");
    }

    private static string Pixels(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string value) => SecurityElement.Escape(value);
}
