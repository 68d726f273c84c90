using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TextClassify.Training.Tests.Data;

/// <summary>Files as people have them that can be trained on.</summary>
/// <param name="File">Its name.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Rows">That are read.</param>
/// <param name="Bad">That are left out.</param>
/// <param name="Labels">The classes, by order.</param>
/// <param name="Said">Part of a sentence that must be said; empty when there is nothing to say.</param>
public sealed record UsableFile(string File, byte[] Content, int Rows, int Bad, string[] Labels, string Said)
{
    public string TextColumn { get; init; } = "text";
}

internal static class UsableFiles
{
    private static readonly string[] Two = ["bad", "good"];

    public static readonly IReadOnlyDictionary<string, UsableFile> All = new Dictionary<string, UsableFile>(StringComparer.Ordinal)
    {
        ["plain"] = Csv("text,label\n" + Lines(), ""),
        ["semicolons with decimal commas"] = Csv("text;score;label\n" + Lines("a {0};3,{0};{1}\n"), "separated by ';'"),
        ["tabs in a .csv"] = Csv("text\tlabel\n" + Lines("a {0}, b\t{1}\n"), "separated by a tab"),
        ["bars"] = Csv("text|label\n" + Lines("a {0}, b|{1}\n"), "separated by '|'"),
        ["Excel's sep= line"] = Csv("sep=;\r\ntext;label\r\n" + Lines("a {0};{1}\r\n"), "separated by ';'"),
        ["commas in a .tsv"] = Csv("text,label\n" + Lines(), "separated by ','") with { File = "rows.tsv" },
        ["byte order mark"] = Csv("\uFEFFtext,label\n" + Lines(), ""),
        ["Windows-1252"] = Encoded(Encoding.Latin1, "text,label\n" + Lines("d\u00e9j\u00e0 vu {0},{1}\n"), "Windows-1252"),
        ["UTF-16 with its mark"] = Encoded(
            new UnicodeEncoding(bigEndian: false, byteOrderMark: true), "\uFEFFtext\tlabel\n" + Lines("a {0}\t{1}\n"), "UTF-16"),
        ["UTF-16 without"] = Encoded(new UnicodeEncoding(false, false), "text,label\n" + Lines(), "UTF-16"),
        ["big-endian UTF-16 without"] = Encoded(new UnicodeEncoding(true, false), "text,label\n" + Lines(), "UTF-16"),
        ["mixed encodings"] = new(
            "rows.csv",
            [.. Encoding.UTF8.GetBytes("text,label\n" + Lines("d\u00e9j\u00e0 {0},{1}\n")), .. Encoding.Latin1.GetBytes("\u00e9,good\n")],
            Count,
            1,
            Two,
            "rows that are no UTF-8, where the others are: 1"),
        ["gzip"] = Csv("text,label\n" + Lines(), "") with { File = "rows.csv.gz", Content = Pack("text,label\n" + Lines()) },
        ["CRLF"] = Csv("text,label\r\n" + Lines("a {0},{1}\r\n"), ""),
        ["CR"] = Csv("text,label\r" + Lines("a {0},{1}\r"), ""),
        ["pandas' index column"] = Csv(",text,label\n" + Lines("{0},a {0},{1}\n"), ""),
        ["blank lines"] = Csv("text,label\n\n" + Lines("a {0},{1}\n\n") + "\n\n", ""),
        ["embedded line ends"] = Csv("text,label\n" + Lines("\"a\n{0}\n\",{1}\n"), ""),
        ["separator at the end of header and rows"] = Csv("text,label,\n" + Lines("a {0},{1},\n"), ""),
        ["separator at the end of the header"] = Csv("text,label,\n" + Lines(), ""),
        ["separator at the end of rows"] = Csv("text,label\n" + Lines("a {0},{1},\n"), "rows end in ','"),
        ["header again"] = Csv("text,label\n" + Lines() + "text,label\n" + Lines("b {0},{1}\n"), "", 1) with { Rows = 2 * Count },
        ["ragged rows"] = Csv("text,label\n" + Lines() + "alone\na,b,c\n", "", 2),
        ["unquoted commas"] = Csv("text,label\n" + Lines() + Lines("a, b {0},{1}\n"), "must stand in double quotes", Count),
        ["empty texts"] = Csv("text,label\n" + Lines() + ",good\n \t,bad\n", "", 2),
        ["NUL"] = Csv("text,label\n" + Lines() + "a\0b,good\n", "", 1),
        ["huge field"] = Csv("text,label\n" + Lines() + $"\"{new string('x', 3_000_000)}\",good\n", "") with { Rows = Count + 1 },
        ["unclosed quote"] = Csv("text,label\n" + Lines() + "\"never closed,good\nlast,bad\n", "", 1),
        ["label with a single row"] =
            Csv("text,label\n" + Lines() + "a,godo\n", "Labels of a single row, 1", ["bad", "godo", "good"]) with { Rows = Count + 1 },
        ["labels in other case"] =
            Csv("text,label\n" + Lines() + "a,Good\nb, Good \n", "'Good' and 'good'", ["Good", "bad", "good"]) with { Rows = Count + 2 },
        ["labels in both normal forms"] = Csv("text,label\n" + Lines("a {0},caf\u00e9 {1}\n") + Lines("b {0},cafe\u0301 {1}\n"), "NFC") with
        {
            Rows = 2 * Count,
            Labels = ["caf\u00e9 bad", "caf\u00e9 good"],
        },
        ["numbers as labels"] = Csv("text,label\n" + Lines("a {0},{1}\n", "-1", "1"), "") with { Labels = ["-1", "1"] },
        ["labels of no value"] =
            Csv("text,label\n" + Lines() + "a,nan\nb,nan\n", "'nan' (2 rows)") with { Rows = Count + 2, Labels = ["bad", "good", "nan"] },
        ["texts with two labels"] =
            Csv("text,label\n" + Lines() + "a 0,bad\n", "with different labels: 1;") with { Rows = Count + 1 },
        ["several text columns"] = Csv("subject,body,label\n" + Lines("s {0},b {0},{1}\n"), "") with { TextColumn = "subject+body" },
        ["JSON lines without some keys"] = Json(
            Lines("{{\"text\":\"a {0}\",\"label\":\"{1}\"}}\n") + "{\"text\":\"b\"}\n{\"label\":\"good\"}\n", 2),
        ["JSON lines of several text columns"] = Json(Lines("{{\"s\":\"a {0}\",\"b\":null,\"label\":\"{1}\"}}\n"), 0) with
        {
            TextColumn = "s+b",
        },
    };

    private const int Count = 40;

    private static UsableFile Csv(string content, string said, int bad = 0) =>
        new("rows.csv", Encoding.UTF8.GetBytes(content), Count, bad, Two, said);

    private static UsableFile Csv(string content, string said, string[] labels) => Csv(content, said) with { Labels = labels };

    private static UsableFile Encoded(Encoding encoding, string content, string said) =>
        new("rows.csv", encoding.GetBytes(content), Count, 0, Two, said);

    private static UsableFile Json(string content, int bad) =>
        new("rows.jsonl", Encoding.UTF8.GetBytes(content), Count, bad, Two, "");

    private static string Lines(string format = "a {0},{1}\n", string odd = "bad", string even = "good") => string.Concat(
        Enumerable.Range(0, Count).Select(i => string.Format(CultureInfo.InvariantCulture, format, i, i % 2 == 0 ? even : odd)));

    private static byte[] Pack(string content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(content));
        }

        return stream.ToArray();
    }
}
