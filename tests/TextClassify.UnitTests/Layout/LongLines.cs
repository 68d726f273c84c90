namespace TextClassify.Layout;

internal static class LongLines
{
    private const string RawString = "\"\"\"";
    private const string Fence = "```";

    private static readonly string[] Excused = ["|", "    ", "!["];

    /// <summary>
    /// Lines with more columns than that, but for what has lines of its own: raw strings of C#; tables, blocks of code and pictures of
    /// Markdown.
    /// </summary>
    public static IEnumerable<string> Of(string path, string text, int most)
    {
        bool markdown = path.EndsWith(".md", StringComparison.Ordinal);
        bool quoted = false;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            int marks = line.Split(markdown ? Fence : RawString).Length - 1;
            bool excused = quoted || marks > 0 || (markdown && Excused.Any(start => line.StartsWith(start, StringComparison.Ordinal)));
            quoted ^= marks % 2 == 1;
            if (!excused && line.Length > most)
            {
                yield return $"{path}:{number} has {line.Length} columns.";
            }
        }
    }
}
