namespace TextClassify.Training.Communication.Curves;

/// <summary>What one run reached at one stage of what a panel varies.</summary>
/// <param name="Panel">What is varied, the title.</param>
/// <param name="Line">What is measured.</param>
/// <param name="Stage">Its value, as it is written below the panel; stages stand side by side in the order of the file.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Percent">0 to 100.</param>
internal sealed record StagePoint(string Panel, string Line, string Stage, int Seed, double Percent)
{
    private const string Header = "panel;line;stage;seed;percent";

    /// <exception cref="DataException">Missing, another header, no point, or a line that is none; the message names the line.</exception>
    public static IReadOnlyList<StagePoint> Read(string path)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            return lines is [Header, _, ..] and [_, .. var rows]
                ? [.. rows.Select((row, index) => Parse(row) ?? throw new DataException($"{path}, line {index + 2}: no point ({Header})."))]
                : throw new DataException($"{path} must hold the line {Header} and then a point a line.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static StagePoint? Parse(string row) =>
        row.Split(';') is [var panel, var line, var stage, var seed, var percent]
            && int.TryParse(seed, CultureInfo.InvariantCulture, out int number)
            && double.TryParse(percent, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 100
                ? new StagePoint(panel, line, stage, number, value)
                : null;
}
