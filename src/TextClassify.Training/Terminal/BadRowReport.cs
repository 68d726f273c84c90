using Spectre.Console;

namespace TextClassify.Training.Terminal;

/// <summary>Says which rows were left out: every one counted, the first of them by line.</summary>
internal static class BadRowReport
{
    private const int Most = 20;

    /// <summary>Of rows that were read, with what is to be known of the others.</summary>
    public static void Write(IAnsiConsole console, DataSet data)
    {
        foreach (string note in data.Notes)
        {
            console.WriteLine(note);
        }

        Write(console, data.BadRows);
    }

    public static void Write(IAnsiConsole console, IReadOnlyList<BadRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows.Count:N0} rows left out:"));
        foreach (var row in rows.Take(Most))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {row.File}, line {row.Line}: {row.Reason}"));
        }

        if (rows.Count > Most)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {rows.Count - Most:N0} more, by cause:"));
            foreach (var cause in new DataSet([], rows).BadRowCounts)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cause.Value,9:N0}  {cause.Key}"));
            }
        }
    }
}
