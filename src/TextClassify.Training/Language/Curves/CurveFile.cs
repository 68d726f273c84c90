namespace TextClassify.Training.Language.Curves;

/// <summary>Points as lines of panel, net, seed, characters and bits, between semicolons: names hold commas, and none is quoted.</summary>
internal static class CurveFile
{
    private const string Header = "panel;net;seed;characters;bits";
    private const char Separator = ';';

    public static string Format(IEnumerable<CurvePoint> points) => string.Concat(points
        .Select(point => FormattableString.Invariant($"{point.Panel};{point.Net};{point.Seed};{point.Characters};{point.Bits}\n"))
        .Prepend(Header + "\n"));

    /// <exception cref="DataException">Missing, another header, no point, or a line that is none; the message names the line.</exception>
    public static IReadOnlyList<CurvePoint> Read(string path)
    {
        try
        {
            string[] lines = File.ReadAllLines(path);
            return lines is [Header, _, ..] and [_, .. var rows]
                ? [.. rows.Select((row, index) => Parse(row)
                    ?? throw new DataException($"{path}, line {index + 2}: no point of a curve ({Header})."))]
                : throw new DataException($"{path} must hold the line {Header} and then a point a line.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} can't be read: {exception.Message}", exception);
        }
    }

    private static CurvePoint? Parse(string row) =>
        row.Split(Separator) is [var panel, var net, var seed, var characters, var bits]
            && int.TryParse(seed, CultureInfo.InvariantCulture, out int number)
            && long.TryParse(characters, CultureInfo.InvariantCulture, out long seen) && seen > 0
            && double.TryParse(bits, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? new CurvePoint(panel, net, number, seen, value)
                : null;
}
