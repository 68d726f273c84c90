using System.CommandLine;
using TextClassify.Training.Language;
using TextClassify.Training.Language.Curves;
using TextClassify.Training.Terminal;

namespace TextClassify.Training.Commands;

/// <summary>Draws learning curves from a file of points, or from the runs themselves.</summary>
internal static class DrawCurvesCommand
{
    private static readonly Option<string?> PointsOption =
        CommonOptions.Optional("--points", "Points as compare-language writes them.", "FILE");
    private static readonly Option<string[]> RunsOption =
        CommonOptions.Several("--run", "Run folders of train-language, a seed each; in place of --points.", "DIR");
    private static readonly Option<string> OutOption =
        CommonOptions.Required("--out", "The SVG file; --run also writes the points beside it, as .csv.", "FILE");

    public static Command Create()
    {
        var command = new Command(
            "draw-curves",
            """
            Draw the learning curves of language models as SVG: the mean over seeds, and a band from the best to the worst.

            Examples:
              draw-curves --run runs/language-1 --out language.svg
              draw-curves --points docs/curves/comparison.csv --out docs/curves/comparison.svg
            """)
        {
            PointsOption, RunsOption, OutOption,
        };
        command.SetAction(parsed =>
        {
            string[] folders = parsed.GetValue(RunsOption) ?? [];
            string output = Path.GetFullPath(parsed.GetRequiredValue(OutOption));
            if (parsed.GetValue(PointsOption) is { } file)
            {
                Write(output, CurveFile.Read(file));
                return;
            }

            CurvePoint[] points = [.. folders.Select(RunFolder.Open).SelectMany(Points)];
            if (points.Length == 0)
            {
                throw new DataException("Nothing to draw: give --points or --run.");
            }

            File.WriteAllText(Path.ChangeExtension(output, ".csv"), CurveFile.Format(points));
            Write(output, points);
        });
        return command;
    }

    private static IEnumerable<CurvePoint> Points(RunFolder run)
    {
        string name = run.ReadOptions<LanguageOptions>().Recipe.Name;
        return CurvePoint.Of(run, name, name);
    }

    private static void Write(string path, IReadOnlyList<CurvePoint> points) =>
        File.WriteAllText(path, CurveChart.Draw(CurvePanel.Of(points)));
}
