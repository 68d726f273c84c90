using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CsCheck;
using CsvHelper;
using TextClassify.Training.Data;

namespace TextClassify.Training.Tests.Data;

public sealed class DataFileProperties
{
    // Quotes, separators, line endings and characters outside the basic plane are what a reader gets wrong.
    private static readonly Gen<string> Field =
        Gen.OneOf(
            Gen.OneOf("\"", "\"\"", ",", "\t", "\n", "\r\n", "\r", "\u00e9", "\U0001F600", "'", "\\", "\u2028"),
            Gen.String[Gen.Char.AlphaNumeric, 1, 6])
            .List[1, 8]
            .Select(string.Concat);

    private static readonly Gen<List<LabelledText>> Rows =
        Gen.Select(Field, Field)
            .Where((text, label) => !string.IsNullOrWhiteSpace(text) && !string.IsNullOrWhiteSpace(label))
            .Select((text, label) => new LabelledText(text, label.Trim()))
            .List[1, 20];

    [Theory]
    [InlineData("rows.csv", ',')]
    [InlineData("rows.tsv", '\t')]
    [InlineData("rows.csv.gz", ',')]
    public void Read_WrittenFields_RoundTrip(string name, char separator) =>
        Rows.Sample(
            rows =>
            {
                using var folder = new TemporaryFolder();
                string path = folder.Write(name, Pack(name, Delimited(rows, separator)));

                var data = DataFile.Read(path, "text", "label", TestContext.Current.CancellationToken);

                Assert.Empty(data.BadRows);
                Assert.Equal(rows, data.Rows);
            },
            iter: 200);

    [Fact]
    public void Read_WrittenJsonLines_RoundTrip() =>
        Rows.Sample(
            rows =>
            {
                using var folder = new TemporaryFolder();
                string lines = string.Join('\n', rows.Select(row => JsonSerializer.Serialize(new { text = row.Text, label = row.Label })));

                var data = DataFile.Read(folder.Write("rows.jsonl", lines), "text", "label", TestContext.Current.CancellationToken);

                Assert.Empty(data.BadRows);
                Assert.Equal(rows, data.Rows);
            },
            iter: 200);

    [Fact]
    public void Read_AnyBytes_NeverThrowsButDataException() =>
        Gen.Select(
            Gen.OneOf("a.csv", "a.tsv", "a.jsonl"),
            Gen.OneOf("", "text,label\n", "text\tlabel\n", "sep=;\r\ntext;label\r\n", "\uFEFFtext|label|\n", "sep="),
            Gen.Bool,
            Gen.OneOf(
                Gen.OneOf((byte)'"', (byte)',', (byte)'\n', (byte)'\r', (byte)'{', (byte)'\t', (byte)';', (byte)'|'),
                Gen.Byte[0x20, 0x7E],
                Gen.Byte).Array[0, 200])
            .Sample(
                (name, header, isWide, bytes) =>
                {
                    using var folder = new TemporaryFolder();
                    var encoding = isWide ? Encoding.Unicode : Encoding.UTF8;
                    string path = folder.Write(name, [.. encoding.GetBytes(header), .. bytes]);

                    var exception = Record.Exception(() => DataFile.Read(path, "text", "label", TestContext.Current.CancellationToken));

                    Assert.True(exception is null or DataException, exception?.ToString());
                },
                iter: 800);

    private static byte[] Delimited(List<LabelledText> rows, char separator)
    {
        using var stream = new MemoryStream();
        using (var writer = CsvWriter.Create(stream, new CsvWriterOptions { Separator = separator }, leaveOpen: true))
        {
            writer.WriteRecord("text", "label");
            foreach (var row in rows)
            {
                writer.WriteRecord(row.Text, row.Label);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Pack(string name, byte[] content)
    {
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return content;
        }

        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
