using System.Security;
using System.Text;

namespace TextClassify.Training.Language.Curves;

/// <summary>
/// Learning curves as an SVG file: panels side by side on one pair of scales, a line a net with its name at its end, and between its best
/// and worst seed a band. Its own background and the reader's colour scheme make it readable on light and on dark pages.
/// </summary>
internal static class CurveChart
{
    /// <summary>Colours there are; a panel draws no more lines.</summary>
    public const int MaxLines = 5;

    private const int Left = 46;
    private const int Top = 54;
    private const int Bottom = 46;
    private const int PlotWidth = 200;
    private const int PlotHeight = 250;
    private const int LabelWidth = 136;
    private const int LineHeight = 15;

    // Okabe and Ito (2008), told apart by colour-blind readers; lighter where the page is dark.
    private const string OnLight =
        ".c0 { stroke: #0072b2; fill: #0072b2; } .c1 { stroke: #c04a00; fill: #c04a00; } "
        + ".c2 { stroke: #00795a; fill: #00795a; } .c3 { stroke: #a8497f; fill: #a8497f; }";

    private const string OnDark =
        ".c0 { stroke: #56b4e9; fill: #56b4e9; } .c1 { stroke: #e69f00; fill: #e69f00; } "
        + ".c2 { stroke: #2fc79a; fill: #2fc79a; } .c3 { stroke: #e59ac6; fill: #e59ac6; }";

    private const string Lines =
        ".mean { fill: none; stroke-width: 2; stroke-linejoin: round; } .band { opacity: 0.2; stroke: none; } "
        + ".label { font-weight: 600; stroke: none; }";

    /// <summary>What other charts of the documents look like too.</summary>
    internal const string Style = $$"""
        <style>
        text { font: 12px system-ui, sans-serif; fill: #24292f; } .title { font-weight: 600; } .tick { font-size: 11px; fill: #57606a; }
        .page { fill: #ffffff; } .grid { stroke: #d8dee4; } .lead { stroke: #8c959f; fill: none; }
        {{OnLight}}
        .c4 { stroke: #57606a; fill: #57606a; }
        @media (prefers-color-scheme: dark) {
          text { fill: #e6edf3; } .tick { fill: #9198a1; } .page { fill: #0d1117; } .grid { stroke: #30363d; } .lead { stroke: #6e7681; }
          {{OnDark}}
          .c4 { stroke: #9198a1; fill: #9198a1; }
        }
        {{Lines}}
        </style>
        """;

    public static string Draw(IReadOnlyList<CurvePanel> panels)
    {
        var scale = new CurveScale(panels, PlotWidth, PlotHeight);
        int width = Left + (panels.Count * (PlotWidth + LabelWidth)), height = Top + PlotHeight + Bottom;
        string titles = Text(string.Join("; ", panels.Select(panel => panel.Title)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">
            <title>Bits a development character against characters seen: {titles}</title>
            {Style}
            <rect class="page" width="{width}" height="{height}" rx="6"/>
            <text class="tick" x="10" y="18">bits a character, development texts</text>
            <text class="tick" x="{Left}" y="{height - 8}">characters seen in training, millions (logarithmic)</text>

            """);
        for (int panel = 0; panel < panels.Count; panel++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Left + (panel * (PlotWidth + LabelWidth))} {Top})\">\n");
            Draw(svg, panels[panel], scale, names: panel == 0);
            svg.Append("</g>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, CurvePanel panel, CurveScale scale, bool names)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" y=\"-14\">{Text(panel.Title)}</text>\n");
        string format = scale.Unit >= 1 ? "F0" : scale.Unit >= 0.1 ? "F1" : "F2";
        foreach (double tick in scale.BitTicks)
        {
            string y = Pixels(scale.Y(tick));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid\" d=\"M0 {y}H{PlotWidth}\"/>\n");
            if (names)
            {
                string value = tick.ToString(format, CultureInfo.InvariantCulture);
                svg.Append(
                    CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"-8\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{value}</text>\n");
            }
        }

        foreach (double tick in scale.CharacterTicks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Pixels(scale.X(tick))}\" y=\"{PlotHeight + 18}\" ");
            svg.Append(CultureInfo.InvariantCulture, $"text-anchor=\"middle\">{tick / 1e6:G3}</text>\n");
        }

        var labels = CurveLabels.Place([.. panel.Lines.Select(line => scale.Y(line.Knots[^1].Mean))], LineHeight, PlotHeight);
        for (int index = 0; index < panel.Lines.Count; index++)
        {
            Draw(svg, panel.Lines[index], index % MaxLines, scale, labels[index]);
        }
    }

    private static void Draw(StringBuilder svg, CurveLine line, int colour, CurveScale scale, double label)
    {
        if (line.Seeds > 1)
        {
            var around = line.Knots.Select(knot => Point(scale, knot.Characters, knot.Least))
                .Concat(line.Knots.Reverse().Select(knot => Point(scale, knot.Characters, knot.Most)));
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"band c{colour}\" d=\"M{string.Join('L', around)}Z\"/>\n");
        }

        var end = line.Knots[^1];
        string path = string.Join('L', line.Knots.Select(knot => Point(scale, knot.Characters, knot.Mean)));
        svg.Append(CultureInfo.InvariantCulture, $"""
            <path class="mean c{colour}" d="M{path}"/>
            <path class="lead" d="M{Pixels(scale.X(end.Characters) + 2)} {Pixels(scale.Y(end.Mean))}L{PlotWidth + 10} {Pixels(label)}"/>
            <text class="label c{colour}" x="{PlotWidth + 13}" y="{Pixels(label)}" dy="4">{Text(line.Net)} {end.Mean:F3}</text>

            """);
    }

    private static string Point(CurveScale scale, double characters, double bits) =>
        $"{Pixels(scale.X(characters))} {Pixels(scale.Y(bits))}";

    private static string Pixels(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Text(string value) => SecurityElement.Escape(value);
}
