using System.Globalization;
using System.Text;

namespace TextClassify.Training.Tests.Data;

/// <summary>Files that nothing can be trained on, and the sentence that says what to change.</summary>
internal static class RefusedFiles
{
    public static readonly IReadOnlyDictionary<string, (string File, byte[] Content, string Sentence)> All =
        new Dictionary<string, (string File, byte[] Content, string Sentence)>(StringComparer.Ordinal)
        {
            ["nothing"] = Csv("", "rows.csv holds no row."),
            ["header alone"] = Csv("text,label\n", "rows.csv holds no row."),
            ["other names"] = Csv(
                "id,Review,Sentiment\n" + Lines("{0},a {0},{1}\n"),
                "rows.csv has no column 'text'; it has 'id', 'Review', 'Sentiment'. Is 'Review' meant?"),
            ["a name in other case"] = Csv(
                "Text,label\n" + Lines(), "rows.csv has no column 'text'; it has 'Text', 'label'. Is 'Text' meant?"),
            ["a name with a slip"] = Csv(
                "text;lable\n" + Lines("a {0};{1}\n"), "rows.csv has no column 'label'; it has 'text', 'lable'. Is 'lable' meant?"),
            ["names like nothing"] = Csv("a,b\n1,2\n", "rows.csv has no column 'text'; it has 'a', 'b'."),
            ["no header"] = Csv(
                Lines(),
                "rows.csv has no column 'text'; it has 'a 0', 'good'. That looks like a row: put a line with the columns' names above it."),
            ["two columns of the name"] = Csv("text,label,text\na,b,c\n", "rows.csv has more than one column 'text'."),
            ["one label"] = Csv(
                "text,label\n" + Lines("a {0},spam\n"), "Every row has the label 'spam'; a classifier needs at least two labels."),
            ["all rows the same"] = Csv(
                "text,label\n" + Lines("a,good\n"), "Every row has the label 'good'; a classifier needs at least two labels."),
            ["one text"] = Csv(
                "text,label\n" + Lines("a,{1}\n"),
                TooFew("200 rows are 1 different texts with 2 labels")),
            ["200 rows of 6 texts"] = Csv(
                "text,label\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"t{i % 6},{(i % 6 < 3 ? "good" : "bad")}\n")),
                TooFew("200 rows are 6 different texts with 2 labels")),
            ["the text as label"] = Csv(
                "text,label\n" + Lines("a {0},b {0}\n"),
                "200 rows have 200 different labels, too few rows of each to learn; is this the label column?"),
            ["every label empty"] = Csv(
                "text,label\n" + Lines("a {0},\n"),
                $"There is no row to train on, since none of 200 could be used: {Reasons("empty 'label'")}; and 195 more."),
            ["a quote that swallows all"] = Csv(
                "text,label\n\"" + Lines(),
                "There is no row to train on, since none of 1 could be used: rows.csv, line 2: a quote that is never closed "
                + "(200 lines to the end of the file)."),
            ["texts of an Asian code page"] = (
                "rows.csv",
                [.. Encoding.UTF8.GetBytes("text,label\n"), .. Enumerable.Repeat<byte>(0xB5, 400)],
                "rows.csv is neither UTF-8 nor UTF-16 nor Windows-1252, as far as its bytes tell; save it as UTF-8."),
            ["a workbook"] = (
                "rows.csv",
                "PK\u0003\u0004zip"u8.ToArray(),
                "rows.csv is a workbook or another zip archive; save the sheet as CSV."),
            ["a workbook by its name"] = (
                "rows.xlsx", "PK"u8.ToArray(), "rows.xlsx has the extension '.xlsx'; .csv, .tsv and .jsonl (plain or .gz) are read."),
            ["a web page"] = Csv("\n<!DOCTYPE html><html>\n", "rows.csv begins with '<', as a web page does; download the file itself."),
            ["one JSON array"] = (
                "rows.json",
                "[{\"text\":\"a\"}]"u8.ToArray(),
                "rows.json is one JSON array; write one object on each line, without the brackets around them all."),
            ["JSON lines without the key"] = (
                "rows.jsonl",
                "{\"txt\":\"a\",\"label\":\"b\"}\n"u8.ToArray(),
                "rows.jsonl has no column 'text'; it has 'label', 'txt'. Is 'txt' meant?"),
        };

    private static (string File, byte[] Content, string Sentence) Csv(string content, string sentence) =>
        ("rows.csv", Encoding.UTF8.GetBytes(content), sentence);

    private static string TooFew(string counts) =>
        $"{counts}, too few to set development rows aside: rows of one text stay together, so add texts or take repeated rows out.";

    private static string Reasons(string reason) =>
        string.Join("; ", Enumerable.Range(2, 5).Select(line => $"rows.csv, line {line}: {reason}"));

    private static string Lines(string format = "a {0},{1}\n") => string.Concat(
        Enumerable.Range(0, 200).Select(i => string.Format(CultureInfo.InvariantCulture, format, i, i % 2 == 0 ? "good" : "bad")));
}
