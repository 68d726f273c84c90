using System.CommandLine;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Communication.Curves;

/// <summary>Draws what comparisons of communicating nodes reached.</summary>
internal static class DrawStagesCommand
{
    private static readonly Option<string> PointsOption = CommonOptions.Required(
        "--points", "Lines of panel;line;stage;seed;percent: docs/curves/sensors.csv.", "FILE");
    private static readonly Option<string> OutOption = CommonOptions.Required("--out", "The SVG file.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "draw-stages",
            """
            Draw right answers against what was varied as SVG: the mean over seeds, and a band from the best to the worst.

            Example:
              draw-stages --points docs/curves/sensors.csv --out docs/curves/sensors.svg
            """)
        {
            PointsOption, OutOption,
        };
        command.SetAction(parsed => File.WriteAllText(
            Path.GetFullPath(parsed.GetRequiredValue(OutOption)),
            StageChart.Draw(StagePoint.Read(parsed.GetRequiredValue(PointsOption)))));
        return command;
    }
}
