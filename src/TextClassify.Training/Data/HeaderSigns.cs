using CsvHelper;

namespace TextClassify.Training.Data;

/// <summary>A first line that is a row, since the header is missing.</summary>
internal static class HeaderSigns
{
    private const int Sample = 200;
    private const int MostNameLength = 60;

    /// <summary>
    /// A value of the first line comes again in its column, as a label does, is a number or is longer than a name. The reader stands before
    /// the first row.
    /// </summary>
    public static bool LookLikeARow(string[] names, CsvReader reader)
    {
        if (names.Any(name => name.Length > MostNameLength || double.TryParse(name, CultureInfo.InvariantCulture, out _)))
        {
            return true;
        }

        for (int row = 0; row < Sample && reader.Read(); row++)
        {
            for (int column = 0; column < Math.Min(names.Length, reader.FieldCount); column++)
            {
                if (names[column].Length > 0 && reader.GetString(column).Trim() == names[column])
                {
                    return true;
                }
            }
        }

        return false;
    }
}
